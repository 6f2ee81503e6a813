/** The proxy: the filter in front of Jetty's proxy servlet, as a WAR and as a server of its own. Not API. */
@NullMarked
package io.registryauth.proxy;

import org.jspecify.annotations.NullMarked;
