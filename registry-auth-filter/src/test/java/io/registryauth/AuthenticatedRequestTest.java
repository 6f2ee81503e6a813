package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.registryauth.policy.WritersPolicy;
import io.registryauth.spi.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthenticatedRequestTest {
    private final HttpServletRequest containers = mock();
    private final HttpServletResponse response = mock();

    @Test
    void namesNoHeaderThatIsHidden() {
        when(containers.getHeaderNames())
                .thenReturn(Collections.enumeration(List.of("Host", "authorization", "x-method-override", "Accept")));

        assertThat(Collections.list(authenticated().getHeaderNames())).containsExactly("Host", "Accept");
    }

    @Test
    void namesNoHeadersWhereTheContainerDoesNotTellThem() {
        when(containers.getHeaderNames()).thenReturn(null);

        assertThat(Collections.list(authenticated().getHeaderNames())).isEmpty();
    }

    private HttpServletRequest authenticated() {
        return new AuthenticatedRequest(
                containers, response, new Identity("jane"), new WritersPolicy(List.of(), List.of("GET")), false);
    }
}
