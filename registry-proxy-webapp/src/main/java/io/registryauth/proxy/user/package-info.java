/**
 * Manages the users of an htpasswd file: what changes in its text, how a file is replaced, and where passwords come from.
 * It knows the filter's {@code htpasswd} alone.
 */
@NullMarked
package io.registryauth.proxy.user;

import org.jspecify.annotations.NullMarked;
