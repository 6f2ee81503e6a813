/**
 * The URL space of a container registry: which requests are unambiguous, what they ask for, and how a registry says no. Public
 * for the proxy's sake; not API.
 */
@NullMarked
package io.registryauth.registry;

import org.jspecify.annotations.NullMarked;
