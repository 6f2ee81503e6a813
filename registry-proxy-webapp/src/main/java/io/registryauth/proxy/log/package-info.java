/** How the proxy writes its log: one line an event, on standard output. It knows {@code text} alone. */
@NullMarked
package io.registryauth.proxy.log;

import org.jspecify.annotations.NullMarked;
