package io.registryauth.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Setting<Boolean> COLOUR =
            new Setting<>("colour", "on|off", "on", Parsers.choice("on", "off"), "Whether there is colour.");
    private static final Setting<Path> FILE = new Setting<>("file", "FILE", null, Parsers.path(), "A file.");
    private static final Setting<Integer> SIZE =
            new Setting<>("size", "N", "3", Parsers.wholeNumber(1, 9), "How large it is.");
    private static final List<Setting<?>> TABLE = List.of(COLOUR, FILE, SIZE);

    private final Problems problems = new Problems();

    @Test
    void defaultsHoldWhereNothingIsGiven() {
        Settings settings = Settings.read(TABLE, List.of(), problems);

        assertThat(settings.get(COLOUR)).isTrue();
        assertThat(settings.get(SIZE)).isEqualTo(3);
        assertThat(settings.find(FILE)).isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void theFirstSourceWins() {
        Settings settings = Settings.read(
                TABLE,
                List.of(source("first", Map.of("size", "4")), source("second", Map.of("size", "5", "file", "x"))),
                problems);

        assertThat(settings.get(SIZE)).isEqualTo(4);
        assertThat(settings.get(FILE)).isEqualTo(Path.of("x"));
    }

    @Test
    void everyProblemIsReportedAtOnceAndNamesWhereItCameFrom() {
        Settings.read(
                TABLE,
                List.of(source("--", Map.of("size", "10")), source("env ", Map.of("colour", "red", "file", " "))),
                problems);

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("""
                        env colour: "red" is neither on nor off
                        env file: " " is empty
                        --size: "10" is not a whole number from 1 to 9""");
    }

    @Test
    void aSettingThatWasGivenWronglyDoesNotFallBackToAnotherSource() {
        Settings settings = Settings.read(
                TABLE, List.of(source("a ", Map.of("size", "x")), source("b ", Map.of("size", "5"))), problems);

        assertThat(settings.find(SIZE)).isEmpty();
        assertThat(problems.isEmpty()).isFalse();
    }

    @Test
    void askingForAValueThatIsNotThereNamesTheSetting() {
        Settings settings = Settings.read(TABLE, List.of(), problems);

        assertThatThrownBy(() -> settings.get(FILE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("file has no value");
    }

    private static Source source(String prefix, Map<String, String> texts) {
        return new Source() {
            @Override
            public @Nullable String text(Setting<?> setting) {
                return texts.get(setting.name());
            }

            @Override
            public String label(Setting<?> setting) {
                return prefix + setting.name();
            }
        };
    }
}
