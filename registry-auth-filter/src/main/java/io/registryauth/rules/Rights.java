package io.registryauth.rules;

import io.registryauth.spi.Action;
import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody may do, gathered from the rules that are for them. Not thread-safe while it is gathered.
 */
public final class Rights {
    private final Set<Action> allowed = EnumSet.noneOf(Action.class);
    private final Set<Action> denied = EnumSet.noneOf(Action.class);

    Rights() {}

    void allow(Set<Action> actions) {
        allowed.addAll(actions);
    }

    void deny(Set<Action> actions) {
        denied.addAll(actions);
    }

    /** Whether a rule allows an action and none denies it. */
    public boolean may(Action action) {
        return allowed.contains(action) && !denied.contains(action);
    }

    /** Whether a rule denies an action, whatever else allows it. */
    public boolean isDenied(Action action) {
        return denied.contains(action);
    }

    /** What they may do, in the order in which people name it. */
    public Set<Action> actions() {
        Set<Action> actions = EnumSet.copyOf(allowed);
        actions.removeAll(denied);
        return actions;
    }
}
