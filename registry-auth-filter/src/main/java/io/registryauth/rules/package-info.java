/**
 * Who may do what to which repository, as a file says it: the file's form, its rules compiled for quick decisions, and why a
 * decision was made.
 *
 * <p>Not API, but for the settings that name the files.
 */
@NullMarked
package io.registryauth.rules;

import org.jspecify.annotations.NullMarked;
