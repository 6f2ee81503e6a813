package io.registryauth.proxy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class NamedValuesTest {
    @Test
    void aContextParamCountsBeforeAPropertyAndThatBeforeAVariable() {
        NamedValues params = params(Map.of("regauth.realm", "from the context"));
        NamedValues properties = properties("regauth.realm", "from a property");
        NamedValues environment = NamedValues.environment(Map.of("REGAUTH_REALM", "from the environment"));

        assertThat(realm(params, properties, environment)).isEqualTo("from the context");
        assertThat(realm(params(Map.of()), properties, environment)).isEqualTo("from a property");
        assertThat(realm(params(Map.of()), properties("x", "y"), environment)).isEqualTo("from the environment");
        assertThat(realm(params(Map.of()), properties("x", "y"), NamedValues.environment(Map.of())))
                .isEqualTo("Registry");
    }

    @Test
    void anEmptyValueCountsAsNotGiven() {
        assertThat(realm(properties("regauth.realm", ""), NamedValues.environment(Map.of("REGAUTH_REALM", "x"))))
                .isEqualTo("x");
        assertThat(realm(NamedValues.environment(Map.of("REGAUTH_REALM", "")))).isEqualTo("Registry");
    }

    @Test
    void eachSourceNamesASettingInItsOwnWay() {
        assertThat(params(Map.of()).label(ProxySettings.TLS_CERT)).isEqualTo("context-param regauth.tls-cert");
        assertThat(properties("x", "y").label(ProxySettings.TLS_CERT)).isEqualTo("system property regauth.tls-cert");
        assertThat(NamedValues.environment(Map.of()).label(ProxySettings.TLS_CERT))
                .isEqualTo("REGAUTH_TLS_CERT");
        assertThat(NamedValues.environmentVariable(ProxySettings.TLS_CERT)).isEqualTo("REGAUTH_TLS_CERT");
    }

    @Test
    void onlyNamesThatAreOursCanBeUnknown() {
        assertThat(NamedValues.environment(Map.of("REGAUTH_USERS", "f", "REGISTRY_USRS", "f", "PATH", "/"))
                        .unknown(ProxySettings.TABLE))
                .isEmpty();
        assertThat(NamedValues.environment(Map.of("REGAUTH_USRS", "f", "REGAUTH_PORT_80_TCP_ADDR", ""))
                        .unknown(ProxySettings.TABLE))
                .containsExactly(
                        "REGAUTH_PORT_80_TCP_ADDR: there is no such setting",
                        "REGAUTH_USRS: there is no such setting; did you mean REGAUTH_USERS?");
        assertThat(properties("regauth.TLS-CERT", "f").unknown(ProxySettings.TABLE))
                .singleElement()
                .asString()
                .startsWith("system property regauth.TLS-CERT: there is no such setting");
    }

    private static String realm(NamedValues... sources) {
        Problems problems = new Problems();
        String realm =
                Settings.read(ProxySettings.TABLE, List.of(sources), problems).get(FilterSettings.REALM);
        assertThat(problems.messages()).isEmpty();
        return realm;
    }

    private static NamedValues properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return NamedValues.systemProperties(properties);
    }

    private static NamedValues params(Map<String, String> values) {
        ServletContext context = mock(ServletContext.class);
        when(context.getInitParameterNames()).thenReturn(Collections.enumeration(values.keySet()));
        values.forEach((name, value) -> when(context.getInitParameter(name)).thenReturn(value));
        return NamedValues.contextParams(context);
    }
}
