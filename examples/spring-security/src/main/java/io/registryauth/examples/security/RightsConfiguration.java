package io.registryauth.examples.security;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What they may do: the filter takes the principal that Spring Security has set, and asks for no login of its own. */
@Configuration(proxyBeanMethods = false)
class RightsConfiguration {
    @Bean
    FilterRegistrationBean<RegistryAuthFilter> rights(@Value("${registry-auth.rules}") Path rules) {
        RegistryAuthFilter filter = RegistryAuthFilter.builder()
                .containerIdentity(true)
                .rules(rules)
                .build();
        FilterRegistrationBean<RegistryAuthFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1);
        return registration;
    }
}
