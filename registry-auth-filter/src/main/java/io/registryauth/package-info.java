/**
 * The filter: {@link io.registryauth.RegistryAuthFilter}, its builder and its init-params. With
 * {@link io.registryauth.spi} this package is the API; the others may change at any time.
 */
@NullMarked
package io.registryauth;

import org.jspecify.annotations.NullMarked;
