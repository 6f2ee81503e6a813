package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.registryauth.policy.WritersPolicy;
import io.registryauth.spi.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedRequestTest {
    private static final Identity JANE = new Identity("jane");

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

    @Test
    void tellsWhoAsksAndNotWhomTheContainerTakesItFor() {
        when(containers.getUserPrincipal()).thenReturn(() -> "somebody else");
        when(containers.getRemoteUser()).thenReturn("somebody else");
        when(containers.getAuthType()).thenReturn("FORM");
        when(containers.isUserInRole("boss")).thenReturn(true);

        HttpServletRequest request = authenticated();

        assertThat(request.getUserPrincipal()).isEqualTo(JANE);
        assertThat(request.getRemoteUser()).isEqualTo("jane");
        assertThat(request.getAuthType()).isEqualTo("BASIC");
        assertThat(request.isUserInRole("boss")).isFalse();
        assertThat(request.isUserInRole("reader")).isTrue();
    }

    @Test
    void aRequestWithoutCredentialsIsNobodys() throws Exception {
        when(containers.getUserPrincipal()).thenReturn(() -> "somebody else");
        when(containers.isUserInRole("boss")).thenReturn(true);

        HttpServletRequest request = guarded(new Verdict.Admitted(null, false, "/v2/"));

        assertThat(request.getUserPrincipal()).isNull();
        assertThat(request.getRemoteUser()).isNull();
        assertThat(request.getAuthType()).isNull();
        assertThat(request.isUserInRole("boss")).isFalse();
        assertThat(request.isUserInRole("reader")).isFalse();
        assertThat(request.authenticate(response)).isFalse();
    }

    @Test
    void whomTheContainerFoundOutIsThereAsTheContainerTellsIt() {
        Principal principal = () -> "jane";
        when(containers.getUserPrincipal()).thenReturn(principal);
        when(containers.getAuthType()).thenReturn("FORM");
        when(containers.isUserInRole("boss")).thenReturn(true);

        HttpServletRequest request = guarded(new Verdict.Admitted(JANE, true, "/v2/"));

        assertThat(request.getUserPrincipal()).isSameAs(principal);
        assertThat(request.getRemoteUser()).isEqualTo("jane");
        assertThat(request.getAuthType()).isEqualTo("FORM");
        assertThat(request.isUserInRole("boss")).isTrue();
        assertThat(request.isUserInRole("reader")).isTrue();
    }

    @Test
    void tellsTheQueryThatWasJudgedAndNotTheOneThatWasSent() {
        when(containers.getQueryString()).thenReturn("mount=sha256:0&n=1");

        assertThat(guarded(new Verdict.Admitted(JANE, false, "/v2/a/blobs/uploads/?n=1"))
                        .getQueryString())
                .isEqualTo("n=1");
        assertThat(guarded(new Verdict.Admitted(JANE, false, "/v2/a/blobs/uploads/"))
                        .getQueryString())
                .isNull();
    }

    private HttpServletRequest authenticated() {
        return guarded(new Verdict.Admitted(JANE, false, "/v2/"));
    }

    private HttpServletRequest guarded(Verdict.Admitted admitted) {
        return new GuardedRequest(containers, response, admitted, new WritersPolicy(List.of(), List.of("GET")), false);
    }
}
