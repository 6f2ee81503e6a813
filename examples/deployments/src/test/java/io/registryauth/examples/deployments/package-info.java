@NullMarked
package io.registryauth.examples.deployments;

import org.jspecify.annotations.NullMarked;
