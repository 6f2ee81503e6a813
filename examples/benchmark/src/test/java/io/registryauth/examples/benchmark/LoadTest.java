package io.registryauth.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class LoadTest {
    private static final String OUTPUT = """
            Running 1s test @ http://127.0.0.1:42905/
              1 threads and 16 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency    23.90ms   25.40ms 152.33ms   89.09%
                Req/Sec   836.00    298.05     1.08k    90.00%
              Latency Distribution
                 50%  635.00us
                 75%   31.05ms
                 90%   51.35ms
                 99%    1.20s
              831 requests in 1.00s, 243.46KB read
            Requests/sec:    830.17
            Transfer/sec:    243.21KB
            """;

    @Test
    void readsWhatWrkPrints() {
        assertThat(Load.parse(OUTPUT)).isEqualTo(new Load(830.17, 0.635, 1200));
    }

    @Test
    void requestsThatFailedCountForNothing() {
        String failed = OUTPUT.replace("Requests/sec", "  Non-2xx or 3xx responses: 1\nRequests/sec");

        assertThatIllegalStateException().isThrownBy(() -> Load.parse(failed)).withMessageContaining("Non-2xx");
    }
}
