package io.registryauth.registry;

import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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
        String method = request.getMethod();
        if (method.equals("CONNECT")) {
            // its target is a host, for which containers make up a path
            throw BadRequestException.badRequest("the request names no path of this application");
        }
        RequestPath path = RequestPath.parse(request.getRequestURI(), request.getContextPath());
        if (path.registry()) {
            RegistryMethod.check(method);
        }
        RequestHeaders.check(request, path);
        String query = request.getQueryString();
        if (!path.registry()) {
            RequestQuery.checkPrintable(query);
            AccessRequest asked = new AccessRequest(method, path.decoded(), List.of());
            return new RequestTarget(asked, forward(path, query));
        }
        RequestQuery parsed = RequestQuery.parse(query);
        List<Access> accesses = RegistryEndpoints.accesses(method, path.raw(), parsed);
        return new RequestTarget(new AccessRequest(method, path.raw(), accesses), forward(path, parsed.forward()));
    }

    private static String forward(RequestPath path, @Nullable String query) {
        return query == null || query.isEmpty() ? path.raw() : path.raw() + "?" + query;
    }
}
