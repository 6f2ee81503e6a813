package io.registryauth.rules;

import io.registryauth.reload.FileProblems;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.reload.Utf8Lines;
import io.registryauth.rules.RuleSet.Group;
import io.registryauth.rules.YamlNode.Mapping;
import io.registryauth.rules.YamlNode.Refused;
import io.registryauth.rules.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The parser of the rules file, which is YAML. Editors complete and check it by the JSON Schema that lies in the jar as
 * {@code io/registryauth/access.schema.json}: most of them by this first line, which names a copy of it beside the file:
 *
 * <pre>{@code
 * # yaml-language-server: $schema=access.schema.json
 * }</pre>
 */
public final class RulesParser {
    /** Room for some hundred thousand rules, in bytes. */
    static final int MAX_BYTES = 16 << 20;

    /** The YAML library takes time with the square of the length of a text or a comment. */
    static final int MAX_LINE = 1 << 16;

    static final String GROUPS = "groups";
    static final String RULES = "rules";
    static final List<String> KEYS = List.of(GROUPS, RULES);

    private final String file;
    private final @Nullable Groups known;
    private final FileProblems problems;
    private final YamlValues values;

    private RulesParser(String file, @Nullable Groups known) {
        this.file = file;
        this.known = known;
        problems = new FileProblems(file);
        values = new YamlValues(problems);
    }

    /**
     * Reads the groups and rules of a file. Whether there are the groups that rules name is known only where they are
     * compiled.
     *
     * @param file what messages call it
     * @throws InvalidFileException with every problem that was found
     */
    public static RuleSet parse(String file, byte[] content) throws InvalidFileException {
        return parse(file, content, null);
    }

    /**
     * Reads the groups and rules of a file.
     *
     * @param known the groups of the group file, with which those of a file with problems are compared as well; null
     *     where that cannot be read
     * @throws InvalidFileException with every problem that was found
     */
    static RuleSet parse(String file, byte[] content, @Nullable Groups known) throws InvalidFileException {
        return new RulesParser(file, known).parse(content);
    }

    private RuleSet parse(byte[] content) throws InvalidFileException {
        YamlNode root = new YamlReader(problems).read(text(content));
        RuleSet rules = root == null || YamlValues.isMissing(root) ? nothing() : ruleSet(root);
        problems.throwIfAny();
        return rules;
    }

    private String text(byte[] content) throws InvalidFileException {
        if (content.length > MAX_BYTES) {
            problems.add("the file has " + content.length + " bytes, and more than " + (MAX_BYTES >> 20)
                    + " MiB are not read; write globs and groups in place of single names");
        } else {
            Utf8Lines.read(content, problems, this::check);
        }
        problems.throwIfAny();
        String text = Utf8Lines.text(content);
        if (text.isBlank()) {
            // nobody empties a file on purpose: it is what a failed or unfinished write leaves
            problems.add(
                    "the file is empty; write rules: and a list of them, or a comment line (#) if nobody may do anything");
            problems.throwIfAny();
        }
        return text;
    }

    private void check(int line, String text) {
        if (text.length() > MAX_LINE) {
            problems.add(line, 1, "the line has more than " + MAX_LINE + " characters; divide it");
            return;
        }
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!StreamReader.isPrintable(text.codePointAt(i))) {
                problems.add(line, column, "a control character stands here; remove it");
                return;
            }
            column++;
        }
    }

    private RuleSet nothing() {
        return new RuleSet(file, Map.of(), List.of());
    }

    private RuleSet ruleSet(YamlNode root) {
        if (!(root instanceof Mapping mapping)) {
            values.problem(
                    root,
                    "expected the keys groups and rules; begin with rules: and indent the list of rules below it");
            return nothing();
        }
        YamlKeys keys = YamlKeys.of(mapping, KEYS, values);
        YamlNode groups = keys.value(GROUPS);
        RuleSet rules = new RuleSet(file, groups(groups), rules(keys.value(RULES)));
        if (!problems.isEmpty() && known != null && (groups == null || groups instanceof Mapping)) {
            // there will be no compiling, which would find them
            Membership.check(rules, known, problems);
        }
        return rules;
    }

    private Map<String, Group> groups(@Nullable YamlNode value) {
        Map<String, Group> groups = new HashMap<>();
        if (value instanceof Mapping mapping) {
            YamlKeys keys = YamlKeys.of(mapping, "the group", Names::groupProblem, values);
            keys.forEach((name, entry) -> {
                List<String> members = values.texts("the group " + name, entry.value(), Names::userGlobProblem);
                groups.put(
                        name,
                        new Group(
                                entry.key().line(),
                                members.stream().map(Glob::new).toList()));
            });
        } else if (value != null && !(value instanceof Refused)) {
            values.problem(
                    value, "groups needs names of groups with lists of users behind them, such as team: [alice, ci-*]");
        }
        return groups;
    }

    private List<Rule> rules(@Nullable YamlNode value) {
        List<Rule> rules = new ArrayList<>();
        if (value instanceof Sequence list) {
            for (YamlNode item : list.items()) {
                if (item instanceof Mapping rule) {
                    rules.add(new RuleReader(rule, values).read());
                } else if (!(item instanceof Refused)) {
                    values.problem(item, "expected a rule: keys such as users and allow with lists behind them");
                }
            }
        } else if (value != null && !(value instanceof Refused)) {
            values.problem(
                    value,
                    YamlValues.isMissing(value)
                            ? "rules has no value; write rules: [] if nobody may do anything"
                            : "rules needs a list; begin each rule with a dash (-)");
        }
        return rules;
    }
}
