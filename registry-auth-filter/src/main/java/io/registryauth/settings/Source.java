package io.registryauth.settings;

import org.jspecify.annotations.Nullable;

/** A place that settings come from, such as a command line or the environment. */
@FunctionalInterface
public interface Source {
    /** The text that this source gives for the setting; null where it gives none. */
    @Nullable
    String text(Setting<?> setting);

    /** How a person writes this setting in this source, such as {@code --users} or {@code REGAUTH_USERS}. */
    default String label(Setting<?> setting) {
        return setting.name();
    }
}
