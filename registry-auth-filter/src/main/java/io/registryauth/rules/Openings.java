package io.registryauth.rules;

import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rules allow to requests without credentials what is denied to everybody who has logged in. Not thread-safe. */
final class Openings {
    /** The rules for requests without credentials, in the file's order. */
    private final List<Rule> anonymous;

    private final Comparisons comparisons;

    Openings(Collection<Rule> rules, Comparisons comparisons) {
        this.comparisons = comparisons;
        anonymous = rules.stream().filter(rule -> rule.subjects().anonymous()).toList();
    }

    /** The first rule that does so with something that this one denies; null where there is none. */
    @Nullable
    Rule of(Rule denial) {
        if (denial.effect() == Effect.DENY
                && denial.subjects().isForEverybody()
                && !denial.subjects().anonymous()) {
            for (Rule opening : anonymous) {
                if (opening.effect() == Effect.ALLOW
                        && meet(opening.scope(), denial.scope())
                        && !isClosed(opening, denial)) {
                    return opening;
                }
            }
        }
        return null;
    }

    /** Whether another rule denies all of it to requests without credentials as well. */
    private boolean isClosed(Rule opening, Rule denial) {
        return anonymous.stream()
                .anyMatch(other -> other.effect() == Effect.DENY
                        && other.holdsAsLongAs(opening)
                        && Coverage.isAboutAsMuch(other, denial, comparisons));
    }

    private boolean meet(Scope mine, Scope theirs) {
        return mine instanceof Scope.Repositories my
                && theirs instanceof Scope.Repositories their
                && !Collections.disjoint(my.actions(), their.actions())
                && comparisons.overlap(my.patterns(), their.patterns());
    }
}
