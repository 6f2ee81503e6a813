/**
 * The filter: {@link io.registryauth.RegistryAuthFilter}, its builder and its init-params.
 *
 * <p>The API is this package, {@link io.registryauth.spi}, the names and values of the settings in
 * {@link io.registryauth.settings.FilterSettings}, and {@link io.registryauth.settings.InvalidSettingsException}, which
 * the builder throws. All else may change at any time.
 */
@NullMarked
package io.registryauth;

import org.jspecify.annotations.NullMarked;
