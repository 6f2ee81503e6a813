package io.registryauth.registry;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules for the headers that say where a request goes and where its body ends. */
final class RequestHeaders {
    private RequestHeaders() {}

    /**
     * Checks the headers as far as the container shows them.
     *
     * @throws BadRequestException with status 400 when they are ambiguous, 415 when an upload has a form for its body
     */
    static void check(HttpServletRequest request, RequestPath path) throws BadRequestException {
        single(request, "Host");
        String contentLength = single(request, "Content-Length");
        String transferEncoding = single(request, "Transfer-Encoding");
        String contentType = single(request, "Content-Type");
        if (contentLength != null && transferEncoding != null) {
            throw BadRequestException.badRequest("the request has both Content-Length and Transfer-Encoding");
        }
        if (contentLength != null && !isNumber(contentLength)) {
            throw BadRequestException.badRequest("the Content-Length is not a number");
        }
        if (transferEncoding != null && !transferEncoding.equalsIgnoreCase("chunked")) {
            throw BadRequestException.badRequest("the Transfer-Encoding is not chunked alone");
        }
        if (transferEncoding != null && "HTTP/1.0".equals(request.getProtocol())) {
            // RFC 9112, section 6.1: some in between may not have known of it, and see another end of the body
            throw BadRequestException.badRequest("HTTP/1.0 has no Transfer-Encoding");
        }
        if (contentType != null && path.registry() && isUpload(path.raw()) && isForm(contentType)) {
            throw new BadRequestException(415, "an upload is not a form; send application/octet-stream");
        }
    }

    private static @Nullable String single(HttpServletRequest request, String name) throws BadRequestException {
        Enumeration<String> values = request.getHeaders(name);
        if (!values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        if (values.hasMoreElements()) {
            throw BadRequestException.badRequest("the request has more than one " + name);
        }
        return value;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isUpload(String path) {
        return path.contains("/uploads/") || path.endsWith("/uploads");
    }

    /** Registries in Go read parameters of an upload from such a body, and prefer them to those of the query. */
    private static boolean isForm(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.contains("x-www-form-urlencoded") || type.contains("form-data");
    }
}
