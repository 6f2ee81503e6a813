package io.registryauth.settings;

import io.registryauth.settings.Setting.Parser;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of values that settings take. */
public final class Parsers {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h)");

    /** Longer than anybody means, and short enough to be counted in nanoseconds. */
    private static final Duration MAX_DURATION = Duration.ofDays(365);

    private Parsers() {}

    /** The name of a file or folder; that it exists is checked where it is opened. */
    public static Parser<Path> path() {
        return text -> {
            try {
                return Path.of(requireText(text));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("is not a file name: " + e.getReason(), e);
            }
        };
    }

    /** Any text on one line. */
    public static Parser<String> line() {
        return text -> {
            if (requireText(text).chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("has a control character");
            }
            return text;
        };
    }

    /** One of two words: the one for true, then the one for false. */
    public static Parser<Boolean> choice(String yes, String no) {
        return text -> {
            if (text.equals(yes)) {
                return true;
            }
            if (text.equals(no)) {
                return false;
            }
            throw new IllegalArgumentException("is neither " + yes + " nor " + no);
        };
    }

    /** A whole number, bounds included. */
    public static Parser<Integer> wholeNumber(int min, int max) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below, as for a number out of bounds
            }
            throw new IllegalArgumentException("is not a whole number from " + min + " to " + max);
        };
    }

    /** A positive time of a year at most, such as {@code 500ms}, {@code 30s}, {@code 15m} or {@code 2h}. */
    public static Parser<Duration> duration() {
        return text -> {
            Duration duration = durationOrZero().parse(text);
            if (duration.isZero()) {
                throw notADuration();
            }
            return duration;
        };
    }

    /** A time of a year at most, or {@code 0} for none. */
    public static Parser<Duration> durationOrZero() {
        return text -> {
            if (text.equals("0")) {
                return Duration.ZERO;
            }
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                throw notADuration();
            }
            long number = Long.parseLong(matcher.group(1));
            Duration duration =
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        default -> Duration.ofHours(number);
                    };
            if (duration.compareTo(MAX_DURATION) > 0) {
                throw new IllegalArgumentException(
                        "is longer than a year; write " + MAX_DURATION.toHours() + "h at most");
            }
            return duration;
        };
    }

    private static IllegalArgumentException notADuration() {
        return new IllegalArgumentException("is not a time; write for example 500ms, 30s, 15m or 2h");
    }

    /** Values with commas between them; spaces around a value are ignored, empty values are not allowed. */
    public static <T> Parser<List<T>> list(Parser<T> element) {
        return text -> Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(part -> element.parse(requireText(part)))
                .toList();
    }

    private static String requireText(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        return text;
    }
}
