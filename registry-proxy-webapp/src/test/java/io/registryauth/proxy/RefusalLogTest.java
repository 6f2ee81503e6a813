package io.registryauth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.log.RecordedLog;
import io.registryauth.spi.AuthEvent;
import io.registryauth.spi.AuthListener;
import io.registryauth.spi.AuthListenerContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalLogTest extends AuthListenerContract {
    @Override
    protected AuthListener listener() {
        return new RefusalLog();
    }

    @ParameterizedTest
    @CsvSource({"401,warn", "403,info", "400,warn", "405,warn"})
    void aRefusalIsAsLoudAsItIsUnusual(int status, String level) {
        try (RecordedLog log = new RecordedLog()) {
            refuse("jane", status);

            assertThat(log.of("refused"))
                    .singleElement()
                    .asString()
                    .contains(" level=" + level + " event=refused status=" + status
                            + " user=jane method=PUT path=/v2/a/manifests/b reason=\"may not\"");
        }
    }

    @Test
    void aClientThatHasNotYetSentCredentialsIsNoNews() {
        try (RecordedLog log = new RecordedLog()) {
            refuse(null, 401);

            assertThat(log.all()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whatMayComeAsOftenAsTheClientLikesIsLeftToTheFilterToLog(int status) {
        try (RecordedLog log = new RecordedLog()) {
            refuse("jane", status);

            assertThat(log.all()).isEmpty();
        }
    }

    private static void refuse(@Nullable String user, int status) {
        new RefusalLog().onRefused(new AuthEvent(user, "192.0.2.1", "PUT", "/v2/a/manifests/b", status, "may not"));
    }
}
