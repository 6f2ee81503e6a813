package io.registryauth.proxy.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.rules.RulesParser;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {
    private static final String SEED = "40108";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alice | alice",
                "team/app-1.2_x | team/app-1.2_x",
                "* | \"*\"",
                "ci-* | \"ci-*\"",
                "true | \"true\"",
                "No | \"No\"",
                "12 | \"12\"",
                "2026-12-31 | \"2026-12-31\"",
                "a b | \"a b\"",
                "a, b] | \"a, b]\"",
                "a\"b\\c | \"a\\\"b\\\\c\"",
                "/reports | \"/reports\"",
                "${user} | \"${user}\"",
                "j\u00fcrgen | \"j\u00fcrgen\"",
                "a\u202eb | \"a\\u202eb\""
            })
    void quotesWhatIsNotPlain(String text, String scalar) {
        assertThat(Yaml.scalar(text)).isEqualTo(scalar);
    }

    @Property(tries = 3000, seed = SEED)
    void theParserReadsTheSameText(@ForAll("names") String name) throws Exception {
        String yaml = "rules: [{users: [" + Yaml.scalar(name) + "], allow: [pull]}]";

        assertThat(RulesParser.parse("access.yml", yaml.getBytes(UTF_8))
                        .rules()
                        .get(0)
                        .subjects()
                        .users())
                .singleElement()
                .hasToString(name);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.of("true", "NULL", "~", "1e3", "0x1f", ".inf", "-", "a #b", "!x", "&a", "@a", "%a", "a,b"),
                Arbitraries.strings()
                        .withChars("ab1.-_*/#,[]{}&!|>'\"%@`\\ \u00e9\u202e\u200b\u2028\ufeff~?=$")
                        .ofMinLength(1)
                        .ofMaxLength(8));
        return texts.filter(text -> text.equals(text.strip()) && !text.isEmpty() && !text.contains("**"));
    }
}
