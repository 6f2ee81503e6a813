/** Pushes, pulls, deletes, denials and faults all at once, for long, and what is left of them. */
@NullMarked
package io.registryauth.proxy.soak;

import org.jspecify.annotations.NullMarked;
