package io.registryauth.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.registryauth.examples.benchmark.Transfers.Direction;
import io.registryauth.examples.benchmark.Transfers.Protocol;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TransfersTest {
    private static final Transfers TWO =
            new Transfers(Direction.DOWNLOAD, Protocol.HTTP_1, 2, 100, Path.of("of 100 bytes"));
    private static final String OUTPUT = """
            done 200 1.1 100 0 0.25
            100 --  200 0  2  0 --:--:-- --:--:-- --:--:-- 1298M
            done 200 1.1 100 0 0.5
            """;

    @Test
    void theLastToEndSaysHowLongItTook() {
        assertThat(TWO.seconds(OUTPUT)).isEqualTo(0.5);
    }

    @Test
    void whatIsNotWholeCountsForNothing() {
        assertFails(OUTPUT.replace("100 0 0.5", "99 0 0.5"));
        assertFails(OUTPUT.replace("200 1.1 100 0 0.5", "503 1.1 100 0 0.5"));
        assertFails(OUTPUT.replace("200 1.1 100 0 0.5", "200 2 100 0 0.5"));
        assertFails(OUTPUT.substring(0, OUTPUT.lastIndexOf("done")));
    }

    private static void assertFails(String output) {
        assertThatIllegalStateException().isThrownBy(() -> TWO.seconds(output)).withMessageContaining("1 are whole");
    }
}
