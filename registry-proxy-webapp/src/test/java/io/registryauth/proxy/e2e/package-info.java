/** The proxy in front of a real registry, driven by real clients, and what starts them. */
@NullMarked
package io.registryauth.proxy.e2e;

import org.jspecify.annotations.NullMarked;
