@NullMarked
package io.registryauth.examples.benchmark;

import org.jspecify.annotations.NullMarked;
