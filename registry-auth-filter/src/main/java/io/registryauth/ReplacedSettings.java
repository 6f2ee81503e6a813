package io.registryauth;

import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import java.util.List;
import java.util.Set;

/** Settings that something else replaces: one that nothing reads would be taken for one that holds. */
final class ReplacedSettings {
    private ReplacedSettings() {}

    /** Notes each of the settings that was given. */
    static void refuse(List<Setting<?>> settings, Set<Setting<?>> given, String replacement, Problems problems) {
        for (Setting<?> setting : settings) {
            if (given.contains(setting)) {
                problems.add(setting.name() + ": does nothing with " + replacement + "; remove one of them");
            }
        }
    }
}
