/** Measures the proxy beside its peers and the filter by itself, and prints the tables of the README. */
@NullMarked
package io.registryauth.examples.benchmark;

import org.jspecify.annotations.NullMarked;
