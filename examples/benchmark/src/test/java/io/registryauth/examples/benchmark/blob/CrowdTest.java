package io.registryauth.examples.benchmark.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Daemon;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrowdTest {
    @ParameterizedTest
    @EnumSource
    void whoIsNotLetInIsNotServed(Crowd.Kind kind) throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + Daemon.freePort());

        try (Crowd crowd = Crowd.start(kind, nobody, 3, 1)) {
            assertThat(crowd.served()).isZero();
            assertThat(crowd.stillThere()).isZero();
        }
    }
}
