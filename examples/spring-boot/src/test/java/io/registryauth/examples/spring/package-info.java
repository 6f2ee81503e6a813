@NullMarked
package io.registryauth.examples.spring;

import org.jspecify.annotations.NullMarked;
