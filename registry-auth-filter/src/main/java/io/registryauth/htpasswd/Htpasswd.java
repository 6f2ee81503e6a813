package io.registryauth.htpasswd;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The users of one htpasswd file who may log in, with all that is derived from them. Immutable and thread-safe. */
final class Htpasswd {
    private final Map<String, StoredHash> users;
    private final Decoys decoys;
    private final Map<Remark, String> remarks;

    /**
     * The outcome of parsing a file.
     *
     * @param users belong to this value from now on: a copy of a million would take as long as parsing them
     * @param remarks which users an operator should look at, and why
     */
    Htpasswd(Map<String, StoredHash> users, Map<Remark, String> remarks) {
        this.users = Collections.unmodifiableMap(users);
        this.decoys = new Decoys(users.values());
        this.remarks = Map.copyOf(remarks);
    }

    /** The user's hash; null for unknown users and for those who cannot log in. */
    @Nullable
    StoredHash find(String user) {
        return users.get(user);
    }

    Decoys decoys() {
        return decoys;
    }

    int size() {
        return users.size();
    }

    Map<Remark, String> remarks() {
        return remarks;
    }
}
