/** The pool of buffers of the server and of the upstream client. It knows no other package. */
@NullMarked
package io.registryauth.proxy.buffer;

import org.jspecify.annotations.NullMarked;
