/** Texts of strangers, written so that a log or a terminal shows what they are and does nothing else. */
@NullMarked
package io.registryauth.proxy.text;

import org.jspecify.annotations.NullMarked;
