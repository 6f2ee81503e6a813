package io.registryauth.spi;

import org.jspecify.annotations.Nullable;

/**
 * One right that a request needs.
 *
 * @param repository the repository's name, such as {@code team/app}; null where the right concerns the whole registry
 * @param action what is done to it
 */
public record Access(@Nullable String repository, Action action) {}
