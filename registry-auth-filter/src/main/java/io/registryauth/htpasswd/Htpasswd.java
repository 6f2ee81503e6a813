package io.registryauth.htpasswd;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The users of one htpasswd file who may log in, with all that is derived from them. Thread-safe, and never changes. */
final class Htpasswd {
    private final UserTable users;
    private final int size;
    private final Decoys decoys;
    private final NameHash nameHash;
    private final Map<Remark, String> remarks;

    /** Of those who were looked for: few of many users log in. */
    private final Map<String, StoredHash> found = new ConcurrentHashMap<>();

    /**
     * The outcome of parsing a file.
     *
     * @param users whole hashes by name, and an empty text for each name that cannot log in; it belongs to this value
     * @param size how many can log in
     * @param nameHash chooses among the decoys
     * @param remarks which users an operator should look at, and why
     */
    Htpasswd(UserTable users, int size, Decoys decoys, NameHash nameHash, Map<Remark, String> remarks) {
        this.users = users;
        this.size = size;
        this.decoys = decoys;
        this.nameHash = nameHash;
        this.remarks = Map.copyOf(remarks);
    }

    /** The user's hash; null for unknown users and for those who cannot log in. */
    @Nullable
    StoredHash find(String user) {
        StoredHash known = found.get(user);
        if (known != null) {
            return known;
        }
        String text = users.find(user);
        if (text == null || text.isEmpty()) {
            return null;
        }
        StoredHash hash = new StoredHash(Objects.requireNonNull(Schemes.of(text)), text);
        StoredHash first = found.putIfAbsent(user, hash);
        return first == null ? hash : first;
    }

    /** The hash that a password is verified against where nobody of that name can log in; null where nobody can at all. */
    @Nullable
    StoredHash decoy(String user) {
        return decoys.at(nameHash.of(user));
    }

    int size() {
        return size;
    }

    Map<Remark, String> remarks() {
        return remarks;
    }
}
