package io.registryauth.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSettingsTest {
    @Test
    void everyDefaultIsAValueOfItsSetting() {
        Problems problems = new Problems();
        Settings defaults = Settings.read(FilterSettings.TABLE, List.of(), problems);

        assertThat(problems.isEmpty()).isTrue();
        assertThat(FilterSettings.TABLE)
                .filteredOn(setting -> defaults.find(setting).isEmpty())
                .containsExactly(
                        FilterSettings.USERS,
                        FilterSettings.RULES,
                        FilterSettings.GROUPS,
                        FilterSettings.SHADOW_RULES,
                        FilterSettings.HASHING_PERMITS);
    }

    @Test
    void namesStandOnceAndAreWrittenInOneWay() {
        assertThat(FilterSettings.TABLE)
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void writersAreNamesOrBeginningsOfNames() {
        assertThat(FilterSettings.WRITERS.parser().parse("admin, admin-*,jürgen"))
                .containsExactly("admin", "admin-*", "jürgen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*-admin | has a * that is not at the end of a name",
                "a*b* | has a * that is not at the end of a name",
                "a:b | has a character that no user name has",
                "admin,,root | is empty"
            })
    void writersThatCanMatchNobodyAreRefused(String text, String message) {
        assertThatThrownBy(() -> FilterSettings.WRITERS.parser().parse(text)).hasMessage(message);
    }

    @Test
    void readMethodsAreUpperCase() {
        assertThat(FilterSettings.READ_METHODS.parser().parse("GET,HEAD,OPTIONS"))
                .containsExactly("GET", "HEAD", "OPTIONS");
        assertThatThrownBy(() -> FilterSettings.READ_METHODS.parser().parse("get"))
                .hasMessageContaining("upper-case");
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "15m,PT15M", "2h,PT2H"})
    void durationsHaveAUnit(String text, Duration duration) {
        assertThat(Parsers.duration().parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "15", "-1s", "1d", "PT1S", "1.5s", "9999999999999s"})
    void otherTextIsNoDuration(String text) {
        assertThatThrownBy(() -> Parsers.duration().parse(text))
                .hasMessage("is not a time; write for example 500ms, 30s, 15m or 2h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8761h", "31536001s", "999999999999h"})
    void noDurationIsLongerThanAYear(String text) {
        assertThatThrownBy(() -> Parsers.duration().parse(text))
                .hasMessage("is longer than a year; write 8760h at most");
        assertThat(Parsers.durationOrZero().parse("8760h")).isEqualTo(Duration.ofDays(365));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "31", "", "x", "5.0"})
    void aBcryptCostIsAWholeNumberFrom4To30(String text) {
        assertThatThrownBy(() -> FilterSettings.MAX_BCRYPT_COST.parser().parse(text))
                .hasMessage("is not a whole number from 4 to 30");
    }

    @Test
    void textStaysOnOneLine() {
        assertThatThrownBy(() -> FilterSettings.REALM.parser().parse("a\r\nSet-Cookie: b"))
                .hasMessage("has a control character");
    }

    @Test
    void aFileNameWithANulIsRefused() {
        assertThatThrownBy(() -> FilterSettings.USERS.parser().parse("a\u0000b"))
                .hasMessageContaining("is not a file name");
    }
}
