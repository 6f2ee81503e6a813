@NullMarked
package io.registryauth.examples.security;

import org.jspecify.annotations.NullMarked;
