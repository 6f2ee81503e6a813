@NullMarked
package io.registryauth.examples.tomcat;

import org.jspecify.annotations.NullMarked;
