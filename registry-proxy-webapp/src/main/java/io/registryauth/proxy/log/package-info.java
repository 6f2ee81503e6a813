/** How the proxy writes its log: one line an event, on standard output. It knows no other package. */
@NullMarked
package io.registryauth.proxy.log;

import org.jspecify.annotations.NullMarked;
