package io.registryauth.settings;

import org.jspecify.annotations.Nullable;

/**
 * The one definition of a setting. Immutable.
 *
 * @param name in lower case with hyphens, such as {@code read-methods}
 * @param placeholder what stands for the value in a usage line, such as {@code FILE}
 * @param defaultText the value in effect where none is given; null where there is none
 * @param parser turns text into a value
 * @param description a sentence or two for the person who sets it
 */
public record Setting<T>(
        String name, String placeholder, @Nullable String defaultText, Parser<T> parser, String description) {

    /** Turns the text of a setting into its value. */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * Parses a value.
         *
         * @throws IllegalArgumentException when the text is not a value of this setting; its message says what is
         *     expected and follows the quoted text, such as {@code is not on or off}
         */
        T parse(String text);
    }

    @Override
    public String toString() {
        return name;
    }
}
