/** Benchmarks of the filter alone, with JMH. */
@NullMarked
package io.registryauth.examples.benchmark;

import org.jspecify.annotations.NullMarked;
