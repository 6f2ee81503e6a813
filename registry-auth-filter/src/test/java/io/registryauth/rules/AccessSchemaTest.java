package io.registryauth.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.registryauth.reload.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Keeps the schema that editors check files by in step with the parser. */
class AccessSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode TEXT = text();
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(TEXT);

    private static JsonNode text() {
        try (InputStream in = RulesParser.class.getResourceAsStream("/io/registryauth/access.schema.json")) {
            return JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As an editor sees the file. */
    private static boolean isValidToTheSchema(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        JsonNode value = JSON.valueToTree(new Load(settings).loadFromString(yaml));
        return SCHEMA.validate(value).isEmpty();
    }

    private static boolean isValidToTheParser(String yaml) {
        try {
            RulesFiles.parse(yaml);
            return true;
        } catch (InvalidFileException e) {
            return false;
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theKeysAndActionsAreThoseOfTheParser() {
        JsonNode definitions = TEXT.get("definitions");
        List<String> actions = new ArrayList<>();
        definitions.get("actions").get("items").get("enum").forEach(action -> actions.add(action.textValue()));

        assertThat(names(TEXT.get("properties"))).isEqualTo(RulesParser.KEYS);
        assertThat(names(definitions.get("rule").get("properties"))).isEqualTo(RuleReader.KEYS);
        assertThat(actions).containsExactlyElementsOf(ActionNames.actionNames());
    }

    @Test
    void eachKeyIsDescribed() {
        assertThat(TEXT.get("properties")).allMatch(key -> key.has("description"));
        assertThat(TEXT.get("definitions").get("rule").get("properties")).allMatch(key -> key.has("description"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RulesFiles.EXAMPLE,
                "{}",
                "rules: []",
                "groups: {}",
                "groups: {a.b_c-1: [jane, \"007\"]}",
                "rules: [{users: [\"*\"], deny: [catalog]}]",
                "rules: [{anonymous: true, groups: [a], allow: [pull]}]",
                "rules: [{anonymous: true, users: [a], repositories: [\"${user}\"], allow: [pull]}]",
                "rules: [{users: [a], allow: [pull], until: 2026-12-31T18:00:00.5+02:00}]",
                "rules: [{users: [\"j\u00fcrgen k\", a*b], repositories: [\"**\", \"*/a*-b\", a__b/c---d.e], allow: [push]}]",
                "rules: [{users: [a], paths: [/, /**, \"/a/${user}/*\", /v20, /a/.b], methods: [GET, M-SEARCH]}]"
            })
    void bothTake(String yaml) {
        assertThat(isValidToTheParser(yaml)).isTrue();
        assertThat(isValidToTheSchema(yaml)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "jane",
                "rules:",
                "rules: {}",
                "rules: [x]",
                "rule: []",
                "groups:",
                "groups: [a]",
                "groups: {a: b}",
                "groups: {a: []}",
                "groups: {my team: [a]}",
                "groups: {a: [7]}",
                "groups: {a: [b:c]}",
                "rules: [{}]",
                "rules: [{allow: [pull]}]",
                "rules: [{users: [a]}]",
                "rules: [{user: [a], allow: [pull]}]",
                "rules: [{users: [a], user: [a], allow: [pull]}]",
                "rules: [{users: a, allow: [pull]}]",
                "rules: [{users: [], allow: [pull]}]",
                "rules: [{users: [\"\"], allow: [pull]}]",
                "rules: [{users: [~], allow: [pull]}]",
                "rules: [{users: [true], allow: [pull]}]",
                "rules: [{users: [[a]], allow: [pull]}]",
                "rules: [{users: [\"a \"], allow: [pull]}]",
                "rules: [{users: [\" \"], allow: [pull]}]",
                "rules: [{users: [\"a\\u0007b\"], allow: [pull]}]",
                "rules: [{users: [ci-**], allow: [pull]}]",
                "rules: [{groups: [a*], allow: [pull]}]",
                "rules: [{anonymous: false, allow: [pull]}]",
                "rules: [{anonymous: \"true\", allow: [pull]}]",
                "rules: [{users: [a], allow: []}]",
                "rules: [{users: [a], allow: pull}]",
                "rules: [{users: [a], allow: [write]}]",
                "rules: [{users: [a], allow: [PULL]}]",
                "rules: [{users: [a], allow: [unknown]}]",
                "rules: [{users: [a], allow: [pull], deny: [push]}]",
                "rules: [{users: [a], allow: [pull], except: [b]}]",
                "rules: [{users: [a], allow: [pull], methods: [GET]}]",
                "rules: [{users: [a], methods: [GET]}]",
                "rules: [{users: [a], repositories: [b], allow: [catalog]}]",
                "rules: [{users: [a], repositories: [b], deny: [pull, catalog]}]",
                "rules: [{users: [a], paths: [/b]}]",
                "rules: [{users: [a], paths: [/b], methods: []}]",
                "rules: [{users: [a], paths: [/b], methods: [get]}]",
                "rules: [{users: [a], paths: [/b], methods: [\"*\"]}]",
                "rules: [{users: [a], paths: [/b], methods: [GET], allow: [pull]}]",
                "rules: [{users: [a], paths: [/b], methods: [GET], deny: [pull]}]",
                "rules: [{users: [a], paths: [/b], methods: [GET], repositories: [b]}]",
                "rules: [{users: [a], paths: [/b], methods: [GET], deny: [pull], except: [b]}]",
                "rules: [{anonymous: true, repositories: [\"a/${user}\"], allow: [pull]}]",
                "rules: [{anonymous: true, paths: [\"/${user}\"], methods: [GET]}]",
                "rules: [{users: [a], allow: [pull], until: tomorrow}]",
                "rules: [{users: [a], allow: [pull], until: 2026-13-01}]",
                "rules: [{users: [a], allow: [pull], until: 2026-12-31T18:00Z}]",
                "rules: [{users: [a], allow: [pull], until: 2026-12-31T24:00:00Z}]",
                "rules: [{users: [a], allow: [pull], until: 2026}]"
            })
    void bothRefuse(String yaml) {
        assertThat(isValidToTheParser(yaml)).isFalse();
        assertThat(isValidToTheSchema(yaml)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/team",
                "team/",
                "a//b",
                "Team",
                "team**",
                "a/***/b",
                "home-${user}",
                "${group}/x",
                "${user",
                "a._b",
                "_*",
                "a b",
                "host:5000/a",
                "^a$",
                "a/",
                "${user}x",
                "-",
                "a_",
                "a___b"
            })
    void bothRefuseRepositories(String pattern) {
        bothRefuse("rules: [{users: [a], repositories: [\"" + pattern + "\"], allow: [pull]}]");
    }

    @Test
    void bothRefuseRepositoriesThatAreTooLong() {
        bothRefuseRepositories("a".repeat(256));
        bothTake("rules: [{users: [a], repositories: [" + "a".repeat(255) + "], allow: [pull]}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reports",
                "/a//b",
                "/a%20b",
                "/a/../b",
                "/.",
                "/a/..",
                "/v2/**",
                "/V1",
                "/_Ping/x",
                "/v2/",
                "/a**",
                "/**a",
                "/~${user}",
                "/${user}x",
                "/${name}/x",
                "/${user",
                "/a\\\\b",
                "/a\\u0007"
            })
    void bothRefusePaths(String pattern) {
        bothRefuse("rules: [{users: [a], paths: [\"" + pattern + "\"], methods: [GET]}]");
    }
}
