/** The settings of the proxy: their table, how their values are written, and the places that they come from. */
@NullMarked
package io.registryauth.proxy.settings;

import org.jspecify.annotations.NullMarked;
