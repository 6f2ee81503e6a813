/** The built-in answer to who may do what: writers by name, readers by method. Not API. */
@NullMarked
package io.registryauth.policy;

import org.jspecify.annotations.NullMarked;
