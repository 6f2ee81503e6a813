package io.registryauth.examples.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What application.yml says under {@code registry-auth}. Spring binds, the filter checks: a wrong value ends the start with
 * the filter's own message.
 *
 * @param users the htpasswd file
 * @param writers who may do everything: user names, or beginnings of names with a {@code *} at the end
 * @param readMethods the HTTP methods that every user may use
 * @param realm the name that clients show when they ask for a password
 * @param credentialsTtl how long verified credentials are remembered
 */
@ConfigurationProperties("registry-auth")
record AuthSettings(
        @DefaultValue("users.htpasswd") Path users,
        @DefaultValue({"admin", "admin-*"}) List<String> writers,
        @DefaultValue({"GET", "HEAD"}) List<String> readMethods,
        @DefaultValue("Registry") String realm,
        @DefaultValue("5m") Duration credentialsTtl) {}
