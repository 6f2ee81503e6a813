/** Certificates and private keys as PEM text. It knows no other package. */
@NullMarked
package io.registryauth.proxy.pem;

import org.jspecify.annotations.NullMarked;
