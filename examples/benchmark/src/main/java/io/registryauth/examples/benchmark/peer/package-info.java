/** The servers that are compared, each started with a configuration of its own on a free port of 127.0.0.1. */
@NullMarked
package io.registryauth.examples.benchmark.peer;

import org.jspecify.annotations.NullMarked;
