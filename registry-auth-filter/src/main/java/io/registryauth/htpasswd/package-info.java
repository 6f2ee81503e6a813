/** Users from an Apache htpasswd file: its format, its hash schemes, and the lookup. Not API. */
@NullMarked
package io.registryauth.htpasswd;

import org.jspecify.annotations.NullMarked;
