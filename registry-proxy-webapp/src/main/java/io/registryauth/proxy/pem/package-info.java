/** Certificates and private keys as PEM text. It knows no other package but the settings' problems. */
@NullMarked
package io.registryauth.proxy.pem;

import org.jspecify.annotations.NullMarked;
