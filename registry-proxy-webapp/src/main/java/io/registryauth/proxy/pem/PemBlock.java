package io.registryauth.proxy.pem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One encapsulated object of a PEM text.
 *
 * @param label such as {@code CERTIFICATE}
 * @param line the number of the line that begins it, from 1
 * @param encrypted whether a header says that the content is encrypted
 * @param der the decoded content; callers do not change it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468, textual encodings of PKIX structures</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PemBlock(String label, int line, boolean encrypted, byte[] der) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** Finds every block of a text; what stands around them is ignored. */
    static List<PemBlock> parse(byte[] text) throws PemException {
        List<String> lines = new String(text, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        List<PemBlock> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isBoundary(lines.get(i), BEGIN)) {
                String label = label(lines.get(i), BEGIN);
                int end = end(lines, i, label);
                blocks.add(decode(label, i + 1, lines.subList(i + 1, end)));
                i = end;
            }
        }
        return blocks;
    }

    private static int end(List<String> lines, int begin, String label) throws PemException {
        for (int i = begin + 1; i < lines.size(); i++) {
            if (isBoundary(lines.get(i), END) && label(lines.get(i), END).equals(label)) {
                return i;
            }
            if (isBoundary(lines.get(i), BEGIN) || isBoundary(lines.get(i), END)) {
                break;
            }
        }
        throw new PemException("line " + (begin + 1) + ": the " + label + " that begins here has no end");
    }

    private static PemBlock decode(String label, int line, List<String> body) throws PemException {
        // The headers of RFC 1421, which openssl still writes before an encrypted key.
        boolean encrypted = body.stream().anyMatch(l -> l.startsWith("Proc-Type:") && l.endsWith("ENCRYPTED"));
        String base64 =
                String.join("", body.stream().filter(l -> !l.contains(":")).toList());
        try {
            return new PemBlock(label, line, encrypted, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new PemException("line " + line + ": the " + label + " that begins here is not base64");
        }
    }

    private static boolean isBoundary(String line, String kind) {
        return line.startsWith(kind) && line.endsWith(DASHES) && line.length() > kind.length() + DASHES.length();
    }

    private static String label(String line, String kind) {
        return line.substring(kind.length(), line.length() - DASHES.length());
    }
}
