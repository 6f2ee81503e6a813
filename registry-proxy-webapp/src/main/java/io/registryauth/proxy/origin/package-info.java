/**
 * Who is at the other end of a connection, and under which address: the beginnings of URLs, the client behind its TLS
 * terminators. It knows no other package of the proxy.
 */
@NullMarked
package io.registryauth.proxy.origin;

import org.jspecify.annotations.NullMarked;
