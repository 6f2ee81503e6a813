@NullMarked
package io.registryauth.examples.benchmark.blob;

import org.jspecify.annotations.NullMarked;
