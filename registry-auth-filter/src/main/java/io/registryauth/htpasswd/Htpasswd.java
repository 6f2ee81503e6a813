package io.registryauth.htpasswd;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The users of one htpasswd file who may log in, with all that is derived from them. Immutable and thread-safe. */
final class Htpasswd {
    private final Map<String, StoredHash> users;
    private final Decoys decoys;
    private final Map<Remark, FirstFew> remarks;

    Htpasswd(Map<String, StoredHash> users, Map<Remark, FirstFew> remarks) {
        this.users = Map.copyOf(users);
        this.decoys = new Decoys(this.users.values());
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

    /** Which users an operator should look at, and why. */
    Map<Remark, FirstFew> remarks() {
        return remarks;
    }
}
