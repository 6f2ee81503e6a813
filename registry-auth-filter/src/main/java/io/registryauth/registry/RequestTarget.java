package io.registryauth.registry;

import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an unambiguous request asks for. What is decided on and what may be forwarded is the same text.
 *
 * @param accessRequest what a policy decides on
 * @param forward the raw path within the application with the query, as it may be sent on
 */
public record RequestTarget(AccessRequest accessRequest, String forward) {
    /**
     * Reads a request's path, method, query and headers, and nothing else of it.
     *
     * @throws BadRequestException with the status to answer when the request is ambiguous, or none that a registry knows
     */
    public static RequestTarget of(HttpServletRequest request) throws BadRequestException {
        RequestPath path = path(request.getMethod(), request.getRequestURI(), request.getContextPath());
        RequestHeaders.check(request, path);
        return of(request.getMethod(), path, request.getQueryString());
    }

    /**
     * Reads a request of which only the first line is known, to an application at the root.
     *
     * @param target a path, and perhaps a query
     * @throws BadRequestException as for a whole request
     */
    public static RequestTarget of(String method, String target) throws BadRequestException {
        int query = target.indexOf('?');
        RequestPath path = path(method, query < 0 ? target : target.substring(0, query), "");
        return of(method, path, query < 0 ? null : target.substring(query + 1));
    }

    private static RequestPath path(String method, String uri, String contextPath) throws BadRequestException {
        if (method.equals("CONNECT")) {
            // its target is a host, for which containers make up a path
            throw BadRequestException.badRequest("the request names no path of this application");
        }
        RequestPath path = RequestPath.parse(uri, contextPath);
        if (path.registry()) {
            RegistryMethod.check(method);
        }
        return path;
    }

    private static RequestTarget of(String method, RequestPath path, @Nullable String query)
            throws BadRequestException {
        if (!path.registry()) {
            RequestQuery.checkPrintable(query);
            AccessRequest asked = new AccessRequest(method, path.decoded(), List.of());
            return new RequestTarget(asked, forward(path.raw(), query));
        }
        RequestQuery parsed = RequestQuery.parse(query);
        List<Access> accesses = RegistryEndpoints.accesses(method, path.raw(), parsed);
        return new RequestTarget(
                new AccessRequest(method, path.raw(), accesses), forward(path.raw(), parsed.forward()));
    }

    /**
     * What a request is for that only looks whether something is there, as clients do before they push: HEAD of a manifest
     * or a blob.
     */
    public static boolean isLook(AccessRequest request) {
        return request.method().equals("HEAD") && RegistryEndpoints.isManifestOrBlob(request.path());
    }

    /**
     * The start of an upload, in place of one that would rather mount the blob from another repository; clients go on with
     * it when they are answered so. Empty where nothing is to be mounted.
     */
    public Optional<RequestTarget> withoutMount() {
        List<Access> accesses = accessRequest.accesses();
        if (accesses.size() < 2) {
            return Optional.empty();
        }
        AccessRequest upload =
                new AccessRequest(accessRequest.method(), accessRequest.path(), List.of(accesses.get(0)));
        int query = forward.indexOf('?');
        return Optional.of(new RequestTarget(
                upload, forward(accessRequest.path(), RequestQuery.withoutMount(forward.substring(query + 1)))));
    }

    private static String forward(String path, @Nullable String query) {
        return query == null || query.isEmpty() ? path : path + "?" + query;
    }
}
