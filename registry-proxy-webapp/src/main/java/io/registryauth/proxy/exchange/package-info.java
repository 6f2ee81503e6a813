/**
 * How a request goes on to the registry, and how its answer comes back or fails: the servlet, its client, the bodies on
 * their ways.
 */
@NullMarked
package io.registryauth.proxy.exchange;

import org.jspecify.annotations.NullMarked;
