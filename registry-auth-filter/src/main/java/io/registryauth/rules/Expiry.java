package io.registryauth.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a rule ceases to hold: after a day, in UTC, or after an instant as RFC 3339 writes it. */
final class Expiry {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private Expiry() {}

    /** The last instant at which the rule holds; null when the text is neither a date nor an instant. */
    static @Nullable Instant parse(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusNanos(1);
            }
            return INSTANT.matcher(text).matches() ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The day, where it is the end of one, or else the instant. */
    static String text(Instant until) {
        String day = until.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return until.equals(parse(day)) ? day : until.toString();
    }

    /** What is wrong with a text; null when nothing is. */
    static @Nullable String problem(String text) {
        return parse(text) != null
                ? null
                : Quoted.of(text) + " is neither a date such as 2026-12-31 nor an instant such as 2026-12-31T18:00:00Z";
    }
}
