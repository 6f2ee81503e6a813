package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.PathClass.AMBIGUOUS;
import static io.registryauth.proxy.e2e.PathClass.FIRST_VERSION;
import static io.registryauth.proxy.e2e.PathClass.HEALTH;
import static io.registryauth.proxy.e2e.PathClass.OTHER;
import static io.registryauth.proxy.e2e.PathClass.REGISTRY;

import java.util.List;
import java.util.Set;

/**
 * Where the proxy means to answer differently from the scheme that it reproduces.
 *
 * @param status what the proxy answers, whoever asks
 */
record NginxDifference(Set<PathClass> paths, Set<String> methods, int status, String reason) {

    static final List<NginxDifference> ALL = List.of(
            new NginxDifference(
                    Set.of(REGISTRY, FIRST_VERSION),
                    Set.of("OPTIONS", "LINK"),
                    405,
                    "A method that no registry needs is refused before anybody is asked to log in; nginx leaves it to the"
                            + " registry whether writers may use it."),
            new NginxDifference(
                    Set.of(REGISTRY, FIRST_VERSION, HEALTH),
                    Set.of("get"),
                    405,
                    "Methods are case-sensitive, so this is one that no registry needs; nginx finds the whole request"
                            + " malformed."),
            new NginxDifference(
                    Set.of(AMBIGUOUS),
                    Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LINK"),
                    400,
                    "Rules that look at a path are only safe where everybody reads it alike, so the proxy refuses the"
                            + " others; nginx passes them on."),
            new NginxDifference(
                    Set.of(OTHER),
                    Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LINK", "get"),
                    404,
                    "There is nothing but the registry, which a stranger may know; nginx passes every path on."),
            new NginxDifference(
                    Set.of(HEALTH),
                    Set.of("GET", "HEAD"),
                    200,
                    "The proxy tells monitors, which have no password, whether the registry answers; nginx has no such"
                            + " page."),
            new NginxDifference(
                    Set.of(HEALTH),
                    Set.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "LINK"),
                    405,
                    "The page for monitors can be read only; nginx has no such page."));

    boolean covers(PathClass path, String method) {
        return paths.contains(path) && methods.contains(method);
    }
}
