/** What the filter alone costs and tells by its time, without a container or a network. */
@NullMarked
package io.registryauth.examples.benchmark.filter;

import org.jspecify.annotations.NullMarked;
