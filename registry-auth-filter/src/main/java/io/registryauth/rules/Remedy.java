package io.registryauth.rules;

import java.util.List;

/** Something small that, together with others of its kind, allows a request that the rules refuse. */
public sealed interface Remedy {
    /**
     * One rule more.
     *
     * @param rule its line is 0
     */
    record Addition(Rule rule) implements Remedy {}

    /**
     * One more exception from a rule that denies.
     *
     * @param except what stands behind {@code except} then
     */
    record Exemption(Rule rule, List<Glob> except) implements Remedy {
        public Exemption {
            except = List.copyOf(except);
        }
    }

    /**
     * No addition does.
     *
     * @param reason why not, and what else to do where there is something
     */
    record None(String reason) implements Remedy {}
}
