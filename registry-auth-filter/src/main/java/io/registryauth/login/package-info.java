/** From the {@code Authorization} header to an identity, around any {@link io.registryauth.spi.Authenticator}. Not API. */
@NullMarked
package io.registryauth.login;

import org.jspecify.annotations.NullMarked;
