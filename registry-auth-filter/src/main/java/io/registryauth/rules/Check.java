package io.registryauth.rules;

import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text. */
@FunctionalInterface
interface Check {
    /** What is wrong and what to do, to be read behind the place where the text stands; null when it is right. */
    @Nullable
    String problem(String text);
}
