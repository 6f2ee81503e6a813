package io.registryauth.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOriginTest {
    private final HttpServletRequest request = mock(HttpServletRequest.class);
    private final ServletConnection connection = mock(ServletConnection.class);
    private final ClientOrigin direct = new ClientOrigin(null, TrustedProxies.NONE);
    private final ClientOrigin behindProxy =
            new ClientOrigin(null, TrustedProxies.parse(List.of("10.0.0.0/8", "fd00::/8")));

    @BeforeEach
    void aRequestFromATrustedProxy() {
        encrypted(false);
        seen("http", "inner.example", 80);
        when(request.getRemoteAddr()).thenReturn("10.0.0.1");
        when(request.getLocalAddr()).thenReturn("::1");
        when(request.getLocalPort()).thenReturn(8080);
        header("X-Forwarded-For");
        header("X-Forwarded-Proto");
        header("X-Forwarded-Host");
    }

    /** Whether the connection itself is encrypted. */
    private void encrypted(boolean encrypted) {
        when(connection.isSecure()).thenReturn(encrypted);
        when(request.getServletConnection()).thenReturn(connection);
    }

    private void seen(String scheme, String name, int port) {
        when(request.getScheme()).thenReturn(scheme);
        when(request.isSecure()).thenReturn(scheme.equals("https"));
        when(request.getServerName()).thenReturn(name);
        when(request.getServerPort()).thenReturn(port);
    }

    private void header(String name, String... values) {
        when(request.getHeader(name)).thenReturn(values.length == 0 ? null : values[0]);
        when(request.getHeaders(name)).thenAnswer(any -> Collections.enumeration(List.of(values)));
    }

    @ParameterizedTest
    @CsvSource({
        "http, r.example, 80, http://r.example",
        "https, r.example, 443, https://r.example",
        "https, R.example, 8443, https://r.example:8443",
        "http, '::1', 8080, 'http://[::1]:8080'",
        "http, '[::1]', 8080, 'http://[::1]:8080'",
    })
    void isWhatTheContainerSaw(String scheme, String name, int port, String origin) {
        seen(scheme, name, port);
        assertThat(direct.of(request)).hasToString(origin);
    }

    @Test
    void isTheLocalAddressForAHostThatNoUrlCanHold() {
        seen("http", "r<x>", 80);
        assertThat(direct.of(request)).hasToString("http://[::1]:8080");
    }

    @ParameterizedTest
    @CsvSource({
        "http, r.example, 80, https://r.example",
        "http, r.example, 8443, https://r.example:8443",
        "ftp, r.example, 21, 'https://[::1]:8080'",
    })
    void hasTheSchemeOfTheConnectionWhateverTheClientSays(String claimed, String name, int port, String origin) {
        seen(claimed, name, port);
        encrypted(true);
        assertThat(direct.of(request)).hasToString(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "fe80::1%eth0, 8080, 'http://[fe80::1]:8080'",
        "'[fe80::1%2]', 8080, 'http://[fe80::1]:8080'",
        "127.0.0.1, -1, http://localhost",
        "@socket, 0, http://localhost",
        ", 0, http://localhost",
    })
    void isSomethingForEveryLocalAddress(String address, int port, String origin) {
        seen("http", "", 80);
        when(request.getLocalAddr()).thenReturn(address);
        when(request.getLocalPort()).thenReturn(port);
        assertThat(direct.of(request)).hasToString(origin);
    }

    @Test
    void isWhatATrustedProxySays() {
        header("X-Forwarded-Proto", " https ");
        header("X-Forwarded-Host", "r.example:8443");
        assertThat(behindProxy.of(request)).hasToString("https://r.example:8443");
    }

    @Test
    void isWhatTheTrustedProxyAddedAndNotWhatTheClientSentIt() {
        header("X-Forwarded-Proto", "http,https");
        header("X-Forwarded-Host", "evil, r.example:8443");
        assertThat(behindProxy.of(request)).hasToString("https://r.example:8443");
        header("X-Forwarded-Proto", "http", "http, https");
        header("X-Forwarded-Host", "evil", "evil", "r.example");
        assertThat(behindProxy.of(request)).hasToString("https://r.example");
    }

    @Test
    void combinesTheSchemeOfATrustedProxyWithTheHostThatItPassedOn() {
        header("X-Forwarded-Proto", "https");
        assertThat(behindProxy.of(request)).hasToString("https://inner.example");
    }

    @Test
    void isNotWhatAStrangerSays() {
        header("X-Forwarded-Proto", "https");
        header("X-Forwarded-Host", "evil");
        when(request.getRemoteAddr()).thenReturn("192.0.2.1");
        assertThat(behindProxy.of(request)).hasToString("http://inner.example");
        assertThat(direct.of(request)).hasToString("http://inner.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil/path", "u@evil", "evil\r\nX: y", "evil:0", "a b", "evil,"})
    void ignoresAForwardedHostThatMakesNoSense(String host) {
        header("X-Forwarded-Proto", "ftp");
        header("X-Forwarded-Host", host);
        assertThat(behindProxy.of(request)).hasToString("http://inner.example");
    }

    @Test
    void isThePublicUrlWhateverTheRequestSays() {
        header("X-Forwarded-Host", "other");
        ClientOrigin fixed = new ClientOrigin(Origin.parse("https", "R.example:443"), TrustedProxies.NONE);
        assertThat(fixed.of(request)).hasToString("https://r.example");
    }

    @Test
    void theAddressIsThePeersUnlessItIsATrustedProxy() {
        header("X-Forwarded-For", "192.0.2.7");
        assertThat(direct.address(request)).isEqualTo("10.0.0.1");
        assertThat(behindProxy.address(request)).isEqualTo("192.0.2.7");
        when(request.getRemoteAddr()).thenReturn("192.0.2.1");
        assertThat(behindProxy.address(request)).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "'6.6.6.6, 192.0.2.7', 192.0.2.7",
        "'6.6.6.6, 192.0.2.7, 10.0.0.2,10.0.0.3', 192.0.2.7",
        "'2001:db8::7, fd00::1', 2001:db8::7",
        "'10.0.0.9, 10.0.0.2', 10.0.0.9",
        "'6.6.6.6, nonsense', 10.0.0.1",
        "'6.6.6.6, nonsense, 10.0.0.2', 10.0.0.2",
        "'6.6.6.6, 192.0.2.7:1234, 10.0.0.2:1', 192.0.2.7",
        "'6.6.6.6, [2001:db8::7]:1234, [fd00::1]', 2001:db8::7",
        "'6.6.6.6, 192.0.2.7:123456', 10.0.0.1",
        "'6.6.6.6, 192.0.2.7:', 10.0.0.1",
        "'6.6.6.6, [192.0.2.7]:1', 10.0.0.1",
        "'6.6.6.6, [nonsense]:1', 10.0.0.1",
        "'6.6.6.6, .cafe:1', 10.0.0.1",
        "'6.6.6.6,', 10.0.0.1",
        "'', 10.0.0.1",
    })
    void theAddressIsTheLastOneThatNoTrustedProxyHas(String forwardedFor, String address) {
        header("X-Forwarded-For", forwardedFor);
        assertThat(behindProxy.address(request)).isEqualTo(address);
    }

    @Test
    void theAddressIsFoundInRepeatedHeadersToo() {
        header("X-Forwarded-For", "6.6.6.6, 192.0.2.7", "10.0.0.2");
        assertThat(behindProxy.address(request)).isEqualTo("192.0.2.7");
    }
}
