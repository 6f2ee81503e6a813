@NullMarked
package io.registryauth.examples.proxy;

import org.jspecify.annotations.NullMarked;
