package io.registryauth.proxy.soak;

/**
 * Something that was pushed, and what became of it.
 *
 * @param reference what it is asked for by: its digest, or a tag
 */
record Item(String repository, Kind kind, String reference, String digest, int size, State state) {
    enum Kind {
        BLOB,
        MANIFEST,
        TAG
    }

    enum State {
        THERE,
        /** Deleted, or never there in spite of an attempt. */
        GONE,
        /** A push or a deletion failed, and nobody told whether it happened. */
        UNKNOWN
    }

    /** Something that is not there yet. */
    static Item blob(String repository, String digest, int size) {
        return new Item(repository, Kind.BLOB, digest, digest, size, State.GONE);
    }

    static Item manifest(String repository, String digest, int size) {
        return new Item(repository, Kind.MANIFEST, digest, digest, size, State.GONE);
    }

    static Item tag(Item manifest, String tag) {
        return new Item(manifest.repository, Kind.TAG, tag, manifest.digest, manifest.size, State.GONE);
    }

    String path() {
        return "/v2/" + repository + (kind == Kind.BLOB ? "/blobs/" : "/manifests/") + reference;
    }

    Item in(String other) {
        return new Item(other, kind, reference, digest, size, State.GONE);
    }

    Item as(State other) {
        return new Item(repository, kind, reference, digest, size, other);
    }
}
