/**
 * The settings: each is defined once, with its name, default, parser and description, and read from any number of
 * sources with every problem collected.
 *
 * <p>Of this package the API has the names and values of the settings in
 * {@link io.registryauth.settings.FilterSettings}, and {@link io.registryauth.settings.InvalidSettingsException}, which
 * the filter's builder throws. All else is public for the proxy's sake and may change at any time.
 */
@NullMarked
package io.registryauth.settings;

import org.jspecify.annotations.NullMarked;
