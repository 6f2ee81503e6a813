/**
 * The settings: each is defined once, with its name, default, parser and description, and read from any number of
 * sources with every problem collected. Public for the proxy's sake; only the names and values of the settings in
 * {@link io.registryauth.settings.FilterSettings} are API.
 */
@NullMarked
package io.registryauth.settings;

import org.jspecify.annotations.NullMarked;
