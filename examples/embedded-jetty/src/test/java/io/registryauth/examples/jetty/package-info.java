@NullMarked
package io.registryauth.examples.jetty;

import org.jspecify.annotations.NullMarked;
