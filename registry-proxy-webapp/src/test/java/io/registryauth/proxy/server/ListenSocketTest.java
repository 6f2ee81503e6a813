package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import org.junit.jupiter.api.Test;

class ListenSocketTest {
    private final SocketException denied = new SocketException("Permission denied");

    @Test
    void whoMayNotTakeALowPortIsToldWhatThatNeeds() {
        assertThat(ListenSocket.reason(denied, 443))
                .isEqualTo("Permission denied; ports below 1024 need root or the capability CAP_NET_BIND_SERVICE");
    }

    @Test
    void anyOtherReasonStandsAlone() {
        assertThat(ListenSocket.reason(denied, 8080)).isEqualTo("Permission denied");
        assertThat(ListenSocket.reason(new SocketException("Address already in use"), 443))
                .isEqualTo("Address already in use");
    }
}
