package io.registryauth.rules;

import java.util.List;

/**
 * Something in valid rules that can hardly be meant. Immutable.
 *
 * @param line where in the rules file it stands; 0 where it is no line of that file
 * @param text names the file and line, says what is odd, and what to do
 * @param users the users whom it is about; empty where it is about none
 */
public record RuleWarning(Kind kind, int line, String text, List<String> users) {
    public RuleWarning {
        users = List.copyOf(users);
    }

    /** What is odd. */
    public enum Kind {
        /** A rule holds no longer. */
        EXPIRED,
        /** Another rule does already all that this one does. */
        COVERED,
        /** Another rule denies all that this one allows. */
        DENIED,
        /** Requests without credentials may do what a rule denies to everybody who has logged in. */
        OPEN_TO_ANONYMOUS,
        /** There are so many patterns that not all rules were compared. */
        NOT_COMPARED,
        /** A name belongs to no user. */
        NO_SUCH_USER,
        /** Users for whom there is nothing that they may do. */
        NO_RIGHT
    }
}
