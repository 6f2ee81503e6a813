package io.registryauth.rules;

import java.util.Map;
import java.util.Set;

/**
 * What stands in a group file of Apache's format. Immutable.
 *
 * @param file what messages call the file
 * @param members the users of each group, by its name
 */
public record Groups(String file, Map<String, Set<String>> members) {
    /** Where there is no group file. */
    public static final Groups NONE = new Groups("", Map.of());

    public Groups {
        members = Map.copyOf(members);
    }
}
