package io.registryauth.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.registryauth.reload.InvalidFileException;
import java.util.List;

/** Rules files of which tests write the lines. */
final class RulesFiles {
    /** The file of which the documentation speaks. */
    static final String EXAMPLE = """
            groups:
              release: [alice, ci-*]
            rules:
              - users: [admin, admin-*]
                allow: [pull, push, delete, catalog]      # no repositories: all of them
              - groups: [release]
                repositories: [team/**, tools/builder]
                allow: [pull, push]
              - users: ["*"]                              # everyone who is authenticated
                repositories: ["home/${user}/**"]
                allow: [pull, push, delete]
              - users: [contractor]
                repositories: [team/app]
                allow: [pull]
                until: 2026-12-31
              - users: ["*"]
                repositories: [secret/**]
                deny: [pull, push, delete]
                except: [admin, admin-*]
            """;

    private RulesFiles() {}

    static RuleSet parse(String text) throws InvalidFileException {
        return RulesParser.parse("access.yml", text.getBytes(UTF_8));
    }

    static List<String> problems(String text) {
        return problems(text.getBytes(UTF_8));
    }

    static List<String> problems(byte[] content) {
        return catchThrowableOfType(InvalidFileException.class, () -> RulesParser.parse("access.yml", content))
                .problems();
    }

    /** A file with one rule. */
    static String rule(String... lines) {
        return "rules:\n  - " + String.join("\n    ", lines) + "\n";
    }
}
