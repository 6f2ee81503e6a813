@NullMarked
package io.registryauth.examples.quickstart;

import org.jspecify.annotations.NullMarked;
