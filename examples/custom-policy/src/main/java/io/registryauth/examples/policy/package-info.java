@NullMarked
package io.registryauth.examples.policy;

import org.jspecify.annotations.NullMarked;
