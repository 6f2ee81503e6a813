package io.registryauth.rules;

import io.registryauth.reload.FileProblems;
import io.registryauth.rules.YamlNode.Kind;
import io.registryauth.rules.YamlNode.Mapping;
import io.registryauth.rules.YamlNode.Refused;
import io.registryauth.rules.YamlNode.Scalar;
import io.registryauth.rules.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes nodes for what should stand there, and notes what stands there instead. */
final class YamlValues {
    /** What YAML reads as one text, and the same in a list, without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9._/*@-]*");

    private final FileProblems problems;

    YamlValues(FileProblems problems) {
        this.problems = problems;
    }

    void problem(YamlNode node, String what) {
        problems.add(node.line(), node.column(), what);
    }

    /** The texts of a list that are right; a list that is missing or empty is a problem, too. */
    List<String> texts(String key, YamlNode value, Check check) {
        if (!(value instanceof Sequence list)) {
            notAList(key, value);
            return List.of();
        }
        if (list.items().isEmpty()) {
            problem(list, "the list of " + key + " is empty; name at least one, or remove " + key);
        }
        List<String> right = new ArrayList<>();
        for (YamlNode item : list.items()) {
            String text = text(item, "in " + key);
            String wrong = text == null ? null : check.problem(text);
            if (wrong != null) {
                problem(item, wrong);
            } else if (text != null) {
                right.add(text);
            }
        }
        return right;
    }

    private void notAList(String key, YamlNode value) {
        if (isMissing(value)) {
            problem(value, key + " has no value; write a list such as [a, b], or remove " + key);
        } else if (value instanceof Scalar scalar) {
            problem(value, key + " needs a list; write [" + written(scalar) + "]");
        } else if (value instanceof Mapping) {
            problem(value, key + " needs a list of texts such as [a, b]");
        }
    }

    /** As it would stand in a list. */
    private static String written(Scalar scalar) {
        boolean plain =
                scalar.kind() == Kind.TEXT && PLAIN.matcher(scalar.text()).matches();
        return plain ? scalar.text() : Quoted.of(scalar.text());
    }

    /**
     * The text that stands there; null when it is something else.
     *
     * @param where such as {@code in users}
     */
    @Nullable
    String text(YamlNode node, String where) {
        if (node instanceof Refused) {
            return null;
        }
        if (!(node instanceof Scalar scalar)) {
            problem(node, "expected a text " + where + ", not a list or a mapping");
            return null;
        }
        if (scalar.kind() == Kind.TEXT && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        if (scalar.text().isEmpty()) {
            problem(node, "an empty text stands " + where + "; write one, or remove it");
        } else {
            problem(
                    node,
                    scalar.text() + " is " + name(scalar.kind()) + " in YAML, not a text; write "
                            + Quoted.of(scalar.text()));
        }
        return null;
    }

    /** Whether nothing stands there, not even quotes with nothing in them. */
    static boolean isMissing(YamlNode node) {
        return node instanceof Scalar scalar && scalar.text().isEmpty() && scalar.kind() == Kind.NULL;
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "nothing";
            case TEXT -> "a text";
        };
    }
}
