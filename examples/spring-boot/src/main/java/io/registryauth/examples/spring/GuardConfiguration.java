package io.registryauth.examples.spring;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the filter in front of everything else. */
@Configuration(proxyBeanMethods = false)
class GuardConfiguration {
    @Bean
    FilterRegistrationBean<RegistryAuthFilter> registryAuth(AuthSettings settings) {
        RegistryAuthFilter filter = RegistryAuthFilter.builder()
                .htpasswd(settings.users())
                .writers(settings.writers().toArray(String[]::new))
                .readMethods(settings.readMethods().toArray(String[]::new))
                .realm(settings.realm())
                .credentialsTtl(settings.credentialsTtl())
                .build();
        FilterRegistrationBean<RegistryAuthFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
