package io.registryauth.rules;

import io.registryauth.settings.Suggestion;
import io.registryauth.spi.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for what a request does: actions on repositories, and HTTP methods. */
final class ActionNames {
    private static final Map<String, Action> ACTIONS = actions();

    /** What other systems call the actions. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "read", "pull",
            "get", "pull",
            "download", "pull",
            "write", "push",
            "put", "push",
            "upload", "push",
            "remove", "delete",
            "list", "catalog",
            "_catalog", "catalog");

    private static final Set<String> ANY = Set.of("*", "**", "all", "any");

    /** A longer word is no slip of the pen. */
    private static final int MAX_SLIP = 20;

    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z0-9_-]*");

    private ActionNames() {}

    private static Map<String, Action> actions() {
        Map<String, Action> actions = new LinkedHashMap<>();
        for (Action action : List.of(Action.PULL, Action.PUSH, Action.DELETE, Action.CATALOG)) {
            actions.put(Refusal.name(action), action);
        }
        return actions;
    }

    /** The names of all actions. */
    static Set<String> actionNames() {
        return ACTIONS.keySet();
    }

    /** The actions of some names that are right. */
    static Set<Action> actions(List<String> names) {
        return ACTIONS.entrySet().stream()
                .filter(action -> names.contains(action.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong with the name of an action; null when nothing is. */
    static @Nullable String actionProblem(String name) {
        if (ACTIONS.containsKey(name)) {
            return null;
        }
        if (ANY.contains(name)) {
            return "there is no " + name + " for actions; write those that are meant: "
                    + String.join(", ", actionNames());
        }
        return "unknown action " + Quoted.of(name) + suggestion(name);
    }

    private static String suggestion(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String meant = SYNONYMS.getOrDefault(lower, lower);
        String all = "; the actions are " + String.join(", ", actionNames());
        return meant.length() > MAX_SLIP ? all : Suggestion.of(meant, actionNames(), all);
    }

    /** What is wrong with an HTTP method; null when nothing is. */
    static @Nullable String methodProblem(String name) {
        if (METHOD.matcher(name).matches()) {
            return null;
        }
        if (ANY.contains(name)) {
            return "there is no " + name + " for methods; write those that are meant, such as GET, HEAD, POST";
        }
        String upper = name.toUpperCase(Locale.ROOT);
        return METHOD.matcher(upper).matches()
                ? "methods are written in upper case; write " + Quoted.harmless(upper)
                : Quoted.of(name) + " is not an HTTP method; write one such as GET";
    }
}
