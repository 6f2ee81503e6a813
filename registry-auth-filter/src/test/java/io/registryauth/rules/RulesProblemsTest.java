package io.registryauth.rules;

import static io.registryauth.rules.RulesFiles.problems;
import static io.registryauth.rules.RulesFiles.rule;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of files that are YAML, but not rules. */
class RulesProblemsTest {
    private static final String ANY_ACTIONS = "pull, push, delete, catalog";

    @Test
    void allProblemsAreReportedAtOnceInTheOrderOfTheFile() {
        assertThat(problems("""
                        groups:
                          dev: alice
                          dev: [bob]
                          my team: [x]
                        rules:
                          - user: [jane]
                            allow: [write]
                            until: tomorrow
                          - users: []
                            deny: [pull]
                            allow: [push]
                        rule: []
                        """))
                .containsExactly(
                        "access.yml line 2, column 8: the group dev needs a list; write [alice]",
                        "access.yml line 3, column 3: the group dev stands on line 2 already; remove one of the two",
                        "access.yml line 4, column 3: \"my team\" is not the name of a group; use letters from a to z, "
                                + "digits, and . _ - alone",
                        "access.yml line 6, column 5: unknown key \"user\"; did you mean users?",
                        "access.yml line 6, column 5: the rule is for nobody; add users, groups or anonymous: true",
                        "access.yml line 7, column 13: unknown action \"write\"; did you mean push?",
                        "access.yml line 8, column 12: \"tomorrow\" is neither a date such as 2026-12-31 "
                                + "nor an instant such as 2026-12-31T18:00:00Z",
                        "access.yml line 9, column 12: the list of users is empty; name at least one, or remove users",
                        "access.yml line 10, column 5: the rule allows, too, on line 11; make two rules",
                        "access.yml line 12, column 1: unknown key \"rule\"; did you mean rules?");
    }

    @Test
    void ofVeryManyProblemsTheFirstAreReported() {
        assertThat(problems("rules:\n" + "- x\n".repeat(1000)))
                .hasSize(21)
                .startsWith(
                        "access.yml line 2, column 3: expected a rule: keys such as users and allow with lists behind them")
                .endsWith("access.yml: and 980 more problems");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]       | line 1, column 1: expected the keys groups and rules; begin with rules: and indent the list of rules below it",
                "jane     | line 1, column 1: expected the keys groups and rules; begin with rules: and indent the list of rules below it",
                "rules:   | line 1, column 7: rules has no value; write rules: [] if nobody may do anything",
                "rules: x | line 1, column 8: rules needs a list; begin each rule with a dash (-)",
                "'rules: {users: [a]}' | line 1, column 8: rules needs a list; begin each rule with a dash (-)",
                "rules: [[]] | line 1, column 9: expected a rule: keys such as users and allow with lists behind them",
                "groups:  | line 1, column 8: groups needs names of groups with lists of users behind them, such as team: [alice, ci-*]",
                "groups: [a] | line 1, column 9: groups needs names of groups with lists of users behind them, such as team: [alice, ci-*]",
                "'groups: {a: []}' | line 1, column 13: the list of the group a is empty; name at least one, or remove the group a",
                "'groups: {1: [a]}' | line 1, column 10: 1 is a number in YAML, not a text; write \"1\"",
                "rulez: [] | line 1, column 1: unknown key \"rulez\"; did you mean rules?",
                "acl: []  | line 1, column 1: unknown key \"acl\"; the keys are groups, rules",
                "'{[a]: b}' | line 1, column 2: expected a text as a key, not a list or a mapping",
                "'\"\": []' | line 1, column 1: an empty text stands as a key; write one, or remove it"
            })
    void theFileAsAWhole(String text, String problem) {
        assertThat(problems(text)).containsExactly("access.yml " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow: [pull] | line 2, column 5: the rule is for nobody; add users, groups or anonymous: true",
                "users: [a] | line 2, column 5: the rule neither allows nor denies; add allow or deny",
                "users: [a];allow: [pull];deny: [push] | line 4, column 5: the rule allows, too, on line 3; make two rules",
                "users: [a];allow: [pull];except: [b] | line 4, column 5: except belongs to rules that deny; remove it",
                "users: [a];methods: [GET] | line 3, column 5: methods belong to rules with paths; write allow: [pull] or other actions for repositories",
                "users: [a];users: [b];allow: [pull] | line 3, column 5: the key users stands on line 2 already; remove one of the two",
                "users: [a];repositories: [b];allow: [pull, catalog] | line 4, column 19: catalog lists the names of all repositories; move it to a rule without repositories",
                "users: [a];repositories: [b];deny: [catalog] | line 4, column 12: catalog lists the names of all repositories; move it to a rule without repositories",
                "users: [a];paths: [/b] | line 2, column 5: a rule with paths needs methods; add for example methods: [GET, HEAD]",
                "users: [a];paths: [/b];methods: [GET];allow: [pull] | line 5, column 5: a rule with paths takes methods alone; remove allow, or make two rules",
                "users: [a];paths: [/b];methods: [GET];deny: [pull] | line 5, column 5: a rule with paths takes methods alone; remove deny, or make two rules",
                "users: [a];paths: [/b];methods: [GET];except: [c] | line 5, column 5: a rule with paths takes methods alone; remove except, or make two rules",
                "users: [a];repositories: [c];paths: [/b];methods: [GET] | line 3, column 5: a rule with paths takes methods alone; remove repositories, or make two rules",
                "anonymous: false;allow: [pull] | line 2, column 16: anonymous can be true alone; write that, or remove anonymous where it is not meant",
                "anonymous: \"true\";allow: [pull] | line 2, column 16: anonymous can be true alone; write that, or remove anonymous where it is not meant",
                "anonymous: [true];allow: [pull] | line 2, column 16: anonymous can be true alone; write that, or remove anonymous where it is not meant",
                "anonymous:;allow: [pull] | line 2, column 15: anonymous can be true alone; write that, or remove anonymous where it is not meant",
                "anonymous: true;repositories: ['${user}/x'];allow: [pull] | line 3, column 20: ${user} matches nothing for requests without credentials; add users or groups, or remove it",
                "anonymous: true;paths: ['/${user}'];methods: [GET] | line 3, column 13: ${user} matches nothing for requests without credentials; add users or groups, or remove it",
                "users: [a];allow: [pull];repos: [x] | line 4, column 5: unknown key \"repos\"; the keys are users, groups, anonymous, repositories, paths, methods, allow, deny, except, until",
                "users: [a];allow: [pull];repository: [x] | line 4, column 5: unknown key \"repository\"; did you mean repositories?"
            })
    void theKeysOfARule(String lines, String problem) {
        assertThat(problems(rule(lines.split(";")))).containsExactly("access.yml " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admin | line 2, column 12: users needs a list; write [admin]",
                "ci-* | line 2, column 12: users needs a list; write [ci-*]",
                "\"*\" | line 2, column 12: users needs a list; write [\"*\"]",
                "jane doe | line 2, column 12: users needs a list; write [\"jane doe\"]",
                "7 | line 2, column 12: users needs a list; write [\"7\"]",
                "~ | line 2, column 12: users needs a list; write [\"~\"]",
                "{a: b} | line 2, column 12: users needs a list of texts such as [a, b]",
                "'' | line 2, column 11: users has no value; write a list such as [a, b], or remove users",
                "[] | line 2, column 12: the list of users is empty; name at least one, or remove users",
                "[[a]] | line 2, column 13: expected a text in users, not a list or a mapping",
                "[a: b] | line 2, column 13: expected a text in users, not a list or a mapping",
                "[7] | line 2, column 13: 7 is a number in YAML, not a text; write \"7\"",
                "[1e3] | line 2, column 13: 1e3 is a number in YAML, not a text; write \"1e3\"",
                "[true] | line 2, column 13: true is a boolean in YAML, not a text; write \"true\"",
                "[null] | line 2, column 13: null is nothing in YAML, not a text; write \"null\"",
                "[~] | line 2, column 13: ~ is nothing in YAML, not a text; write \"~\"",
                "[\"\"] | line 2, column 13: an empty text stands in users; write one, or remove it",
                "[\"a:b\"] | line 2, column 13: the user name \"a:b\" has a colon, which no user name can have; remove it",
                "[\"a\\u0007b\"] | line 2, column 13: the user name \"a\uFFFDb\" has a control character; remove it",
                "[\"a\\ud800\"] | line 2, column 13: the user name \"a\uFFFD\" has a control character; remove it",
                "[\" a\"] | line 2, column 13: white space stands around the user name \" a\"; remove it",
                "[\"a\\u00a0 \"] | line 2, column 13: white space stands around the user name \"a\u00a0 \"; remove it",
                "[ci-**] | line 2, column 13: the user name \"ci-**\" has **; a single * stands for any characters"
            })
    void users(String users, String problem) {
        assertThat(problems(rule("users: " + users, "allow: [pull]"))).containsExactly("access.yml " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev* | \"dev*\" is not the name of a group; use letters from a to z, digits, and . _ - alone",
                "b\u00fcro | \"b\u00fcro\" is not the name of a group; use letters from a to z, digits, and . _ - alone"
            })
    void namesOfGroups(String name, String problem) {
        assertThat(problems(rule("groups: [" + name + "]", "allow: [pull]")))
                .containsExactly("access.yml line 2, column 14: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write | unknown action \"write\"; did you mean push?",
                "upload | unknown action \"upload\"; did you mean push?",
                "Read | unknown action \"Read\"; did you mean pull?",
                "PULL | unknown action \"PULL\"; did you mean pull?",
                "remove | unknown action \"remove\"; did you mean delete?",
                "list | unknown action \"list\"; did you mean catalog?",
                "pul | unknown action \"pul\"; did you mean pull?",
                "administer | unknown action \"administer\"; the actions are " + ANY_ACTIONS,
                "unknown | unknown action \"unknown\"; the actions are " + ANY_ACTIONS,
                "\"*\" | there is no * for actions; write those that are meant: " + ANY_ACTIONS
            })
    void actions(String action, String problem) {
        assertThat(problems(rule("users: [a]", "allow: [" + action + "]")))
                .containsExactly("access.yml line 3, column 13: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get | methods are written in upper case; write GET",
                "\"*\" | there is no * for methods; write those that are meant, such as GET, HEAD, POST",
                "GET HEAD | \"GET HEAD\" is not an HTTP method; write one such as GET"
            })
    void methods(String method, String problem) {
        assertThat(problems(rule("users: [a]", "paths: [/b]", "methods: [" + method + "]")))
                .containsExactly("access.yml line 4, column 15: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/team | \"/team\" begins with /; remove that",
                "team/ | \"team/\" ends with /; write \"team/**\" for all that is below",
                "a//b | \"a//b\" has //; write a single /",
                "Team/App | \"Team/App\" has upper-case letters, which no repository has; write \"team/app\"",
                "team** | \"team**\" has ** within a segment, and it stands for whole ones; write * there, or /**",
                "a/***/b | \"a/***/b\" has ** within a segment, and it stands for whole ones; write * there, or /**",
                "home-${user} | \"home-${user}\" has ${user} within a segment, and it stands for a whole one; put / around it",
                "${group}/x | unknown ${group} in \"${group}/x\"; there is ${user} alone",
                "${user | unknown ${user in \"${user\"; there is ${user} alone",
                "${USER} | unknown ${USER} in \"${USER}\"; there is ${user} alone",
                "a._b | \"a._b\" matches no repository: names are made of a-z and 0-9, with one of . _ __ - or several - between them",
                "_* | \"_*\" matches no repository: names are made of a-z and 0-9, with one of . _ __ - or several - between them",
                "a b | \"a b\" matches no repository: names are made of a-z and 0-9, with one of . _ __ - or several - between them",
                "host:5000/a | \"host:5000/a\" matches no repository: names are made of a-z and 0-9, with one of . _ __ - or several - between them",
                "^a$ | \"^a$\" matches no repository: names are made of a-z and 0-9, with one of . _ __ - or several - between them"
            })
    void patternsOfRepositories(String pattern, String problem) {
        assertThat(problems(rule("users: [a]", "repositories: ['" + pattern + "']", "allow: [pull]")))
                .containsExactly("access.yml line 3, column 20: " + problem);
    }

    @Test
    void aPatternIsNoLongerThanTheLongestName() {
        assertThat(problems(rule("users: [a]", "repositories: [" + "a".repeat(256) + "]", "allow: [pull]")))
                .containsExactly("access.yml line 3, column 20: \"" + "a".repeat(80)
                        + "…\" is longer than the names of " + "repositories, which have 255 characters at most");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reports/** | \"reports/**\" does not begin with /; write \"/reports/**\"",
                "/a//b | \"/a//b\" has //, which no path has; write a single /",
                "/a%20b | \"/a%20b\" has %; paths are matched decoded, so write the character that is meant",
                "/a\\b | \"/a\\b\" has a backslash or a control character, which no path has; remove it",
                "/a/../b | \"/a/../b\" has a segment of dots alone, which no path has; remove it",
                "/. | \"/.\" has a segment of dots alone, which no path has; remove it",
                "/v2/** | \"/v2/**\" is a registry's path, which rules with repositories are for; write repositories and allow",
                "/V1 | \"/V1\" is a registry's path, which rules with repositories are for; write repositories and allow",
                "/_Ping | \"/_Ping\" is a registry's path, which rules with repositories are for; write repositories and allow",
                "/a** | \"/a**\" has ** within a segment, and it stands for whole ones; write * there, or /**",
                "/~${user} | \"/~${user}\" has ${user} within a segment, and it stands for a whole one; put / around it",
                "/${name}/x | unknown ${name} in \"/${name}/x\"; there is ${user} alone"
            })
    void patternsOfPaths(String pattern, String problem) {
        assertThat(problems(rule("users: [a]", "paths: ['" + pattern + "']", "methods: [GET]")))
                .containsExactly("access.yml line 3, column 13: " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "31.12.2026",
        "2026-02-30",
        "2026-13-01",
        "2026-12-31 18:00:00Z",
        "2026-12-31T18:00Z",
        "2026-12-31T18:00:00",
        "2026-12-31T24:00:00Z",
        "2026-12-31T18:00:00+25:00",
        "'12026-01-01'",
        "never"
    })
    void whatIsNoDate(String until) {
        assertThat(problems(rule("users: [a]", "allow: [pull]", "until: '" + until + "'")))
                .containsExactly("access.yml line 4, column 12: \"" + until + "\" is neither a date such as 2026-12-31 "
                        + "nor an instant such as 2026-12-31T18:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026 | column 12: 2026 is a number in YAML, not a text; write \"2026\"",
                "[2026-12-31] | column 12: expected a text behind until, not a list or a mapping",
                "'' | column 11: an empty text stands behind until; write one, or remove it"
            })
    void whatIsNoText(String until, String problem) {
        assertThat(problems(rule("users: [a]", "allow: [pull]", "until: " + until)))
                .containsExactly("access.yml line 4, " + problem);
    }
}
