package io.registryauth.registry;

import io.registryauth.spi.Access;
import io.registryauth.spi.Action;
import java.util.List;

/**
 * The endpoints of a registry and the rights that they need: the OCI distribution specification 1.1, with distribution's
 * own additions.
 *
 * <p>Paths are read from their end. A repository's name may itself contain the words that separate it from what follows,
 * and a registry takes the longest name: {@code /v2/a/manifests/b/manifests/c} is the manifest {@code c} of
 * {@code a/manifests/b}.
 */
final class RegistryEndpoints {
    static final List<Access> AUTHENTICATED = List.of();
    static final List<Access> UNKNOWN = List.of(new Access(null, Action.UNKNOWN));

    private static final List<Access> CATALOG = List.of(new Access(null, Action.CATALOG));
    private static final String V2 = "/v2/";

    private RegistryEndpoints() {}

    /**
     * The rights that a request needs, all of them; empty where it is enough to be authenticated.
     *
     * @param method one that a registry knows
     * @param path one that was found to be a registry's
     */
    static List<Access> accesses(String method, String path, RequestQuery query) {
        if (path.startsWith(V2) || path.equals("/v2")) {
            return v2(method, path, query);
        }
        return V1Endpoints.accesses(method, path);
    }

    private static List<Access> v2(String method, String path, RequestQuery query) {
        boolean read = RegistryMethod.isRead(method);
        if (path.length() <= V2.length()) {
            return read ? AUTHENTICATED : UNKNOWN;
        }
        if (path.equals("/v2/_catalog")) {
            return read ? CATALOG : UNKNOWN;
        }
        int lastSlash = path.lastIndexOf('/');
        int kindSlash = path.lastIndexOf('/', lastSlash - 1);
        int last = lastSlash + 1;
        return switch (path.substring(kindSlash + 1, lastSlash)) {
            case "manifests" ->
                needs(
                        path,
                        kindSlash,
                        Reference.isTagOrDigest(path, last) ? RegistryMethod.action(method) : Action.UNKNOWN);
            case "blobs" ->
                needs(path, kindSlash, Reference.isDigest(path, last) ? blobAction(method) : Action.UNKNOWN);
            case "tags" -> needs(path, kindSlash, read && path.endsWith("/list") ? Action.PULL : Action.UNKNOWN);
            case "referrers" ->
                needs(path, kindSlash, read && Reference.isDigest(path, last) ? Action.PULL : Action.UNKNOWN);
            case "uploads" -> upload(method, path, kindSlash, last, query);
            default -> UNKNOWN;
        };
    }

    /** Whether a path of version 2 names a manifest or a blob. */
    static boolean isManifestOrBlob(String path) {
        int last = path.lastIndexOf('/');
        String kind = path.substring(path.lastIndexOf('/', last - 1) + 1, last);
        return path.startsWith(V2) && (kind.equals("manifests") || kind.equals("blobs"));
    }

    private static Action blobAction(String method) {
        // a blob is written as an upload only
        return method.equals("PUT") ? Action.UNKNOWN : RegistryMethod.action(method);
    }

    private static List<Access> upload(String method, String path, int uploads, int id, RequestQuery query) {
        int blobs = uploads - "/blobs".length();
        if (!path.startsWith("/blobs/", blobs)) {
            return UNKNOWN;
        }
        if (id < path.length()) {
            boolean known = !method.equals("POST") && Reference.isUploadId(path, id);
            return needs(path, blobs, known ? Action.PUSH : Action.UNKNOWN);
        }
        List<Access> start = needs(path, blobs, method.equals("POST") ? Action.PUSH : Action.UNKNOWN);
        boolean pushes = start.get(0).action() == Action.PUSH;
        if (pushes && query.mount() != null && query.from() != null) {
            return List.of(start.get(0), new Access(query.from(), Action.PULL));
        }
        return start;
    }

    /** The right to act on the repository whose name ends at {@code end}. */
    private static List<Access> needs(String path, int end, Action action) {
        if (action == Action.UNKNOWN || end <= V2.length()) {
            return UNKNOWN;
        }
        String name = path.substring(V2.length(), end);
        return RepositoryName.isValid(name) ? List.of(new Access(name, action)) : UNKNOWN;
    }
}
