package io.registryauth.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void eachNumberIsTakenFromItsOwnOption() {
        Options options = Options.parse(
                "--connections",
                "2,3",
                "--transfers",
                "4,5",
                "--blob",
                "6",
                "--idle",
                "7",
                "--slow",
                "8",
                "--users",
                "9");

        assertThat(options.connections()).containsExactly(2, 3);
        assertThat(options.transfers()).containsExactly(4, 5);
        assertThat(options.blobBytes()).isEqualTo(6_000_000);
        assertThat(options.idle()).isEqualTo(7);
        assertThat(options.slow()).isEqualTo(8);
        assertThat(options.users()).containsExactly(9);
    }

    @Test
    void aListIsOfNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--transfers", "1,many"))
                .withMessageContaining("--transfers many");
    }
}
