@NullMarked
package io.registryauth.examples.benchmark.filter;

import org.jspecify.annotations.NullMarked;
