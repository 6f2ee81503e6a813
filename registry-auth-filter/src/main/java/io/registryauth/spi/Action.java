package io.registryauth.spi;

/** What a request does to a repository, or to the registry as a whole. */
public enum Action {
    /** Reads manifests, blobs, tags or referrers. */
    PULL,
    /** Writes manifests, tags or blobs, or follows or cancels an upload of them. */
    PUSH,
    /** Removes manifests, tags or blobs. */
    DELETE,
    /** Lists the names of all repositories. */
    CATALOG,
    /** A registry request of no known shape; a policy that judges by repository must refuse it. */
    UNKNOWN
}
