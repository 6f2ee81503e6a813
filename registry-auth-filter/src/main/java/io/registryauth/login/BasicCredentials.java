package io.registryauth.login;

import io.registryauth.spi.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads Basic credentials from the {@code Authorization} header, in UTF-8.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617, the Basic scheme</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2">RFC 9110, Authorization</a>
 */
public final class BasicCredentials {
    /** In characters; room for a name and a password of some 1,500 bytes each. */
    static final int MAX_LENGTH = 4096;

    private static final String BASIC = "Basic ";
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern SCHEME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** A comma with another scheme behind it; a comma with a {@code name=value} behind it is one header's own. */
    private static final Pattern JOINED = Pattern.compile(",[ \\t]*[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \\t]+[^ \\t=,]");

    private BasicCredentials() {}

    /**
     * Reads the credentials of a request.
     *
     * @param headers the values of all its {@code Authorization} headers
     * @return empty for a request without credentials: no header, another scheme than Basic, or an empty user with an
     *     empty password, which some clients send when they have none
     * @throws MalformedCredentialsException when the headers have no one meaning
     */
    public static Optional<Credentials> read(Enumeration<String> headers) throws MalformedCredentialsException {
        if (!headers.hasMoreElements()) {
            return Optional.empty();
        }
        String header = headers.nextElement();
        if (headers.hasMoreElements()) {
            throw new MalformedCredentialsException("more than one Authorization header; send one");
        }
        return read(header);
    }

    private static Optional<Credentials> read(String header) throws MalformedCredentialsException {
        if (header.length() > MAX_LENGTH) {
            throw new MalformedCredentialsException(
                    "the Authorization header is longer than " + MAX_LENGTH + " characters");
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return decode(header.substring(BASIC.length()).strip());
        }
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        if (!SCHEME.matcher(scheme).matches()) {
            throw new MalformedCredentialsException("the Authorization header does not begin with a scheme");
        }
        if (scheme.equalsIgnoreCase(BASIC.strip())) {
            throw new MalformedCredentialsException("the Authorization header has no Basic credentials");
        }
        if (JOINED.matcher(header).find()) {
            throw new MalformedCredentialsException("the Authorization header holds several credentials; send one");
        }
        return Optional.empty();
    }

    private static Optional<Credentials> decode(String base64) throws MalformedCredentialsException {
        String userAndPassword = text(base64);
        int colon = userAndPassword.indexOf(':');
        if (colon < 0) {
            throw new MalformedCredentialsException("the Basic credentials have no colon between user and password");
        }
        if (userAndPassword.length() == 1) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(userAndPassword.substring(0, colon), userAndPassword.substring(colon + 1)));
    }

    private static String text(String base64) throws MalformedCredentialsException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            String text = new String(bytes, StandardCharsets.UTF_8);
            boolean padded = base64.length() % 4 == 0;
            // a replacement character may stand in the text, or for bytes that are not UTF-8
            if (padded
                    && (text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes))) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // said below, as for other text that is none
        }
        throw new MalformedCredentialsException("the Basic credentials are not Base64 of UTF-8 text");
    }
}
