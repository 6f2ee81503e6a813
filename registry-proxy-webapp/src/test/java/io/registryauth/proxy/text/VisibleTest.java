package io.registryauth.proxy.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VisibleTest {
    static String[][] texts() {
        return new String[][] {
            {"j\u00fcrgen \u5f20\u4f1f \ud83d\ude00 \"a\\b\"", "j\u00fcrgen \u5f20\u4f1f \ud83d\ude00 \"a\\b\""},
            {"a\nb\rc\td", "a\\nb\\rc\\td"},
            {"\u001b[2J\u0007\u007f\u009b", "\\u001b[2J\\u0007\\u007f\\u009b"},
            {"a\u202eb\u2028c", "a\\u202eb\\u2028c"},
            {"\ud83d", "\\ud83d"},
            {"\udb40\udc41", "\\udb40\\udc41"},
            {"", ""}
        };
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatATerminalWouldObeyIsShown(String text, String shown) {
        assertThat(Visible.text(text)).isEqualTo(shown);
    }
}
