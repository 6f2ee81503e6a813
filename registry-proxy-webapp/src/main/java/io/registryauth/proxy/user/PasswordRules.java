package io.registryauth.proxy.user;

import io.registryauth.htpasswd.Passwords;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Which passwords a user may be given: those that can log in afterwards. */
final class PasswordRules {
    private PasswordRules() {}

    /**
     * Refuses a password that could never log in.
     *
     * @throws CommandException which says why, without the password
     */
    static void require(char[] password) throws CommandException {
        if (password.length == 0) {
            throw new CommandException("the password is empty");
        }
        for (char c : password) {
            if (Passwords.isControl(c)) {
                throw new CommandException("the password has a control character, which HTTP Basic does not carry");
            }
        }
        if (bytes(password) > Passwords.MAX_BCRYPT_BYTES) {
            throw new CommandException("the password is longer than " + Passwords.MAX_BCRYPT_BYTES
                    + " bytes, of which bcrypt reads no more");
        }
    }

    private static int bytes(char[] password) throws CommandException {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        byte[] bytes = new byte[(int) (password.length * encoder.maxBytesPerChar())];
        ByteBuffer encoded = ByteBuffer.wrap(bytes);
        CoderResult result = encoder.encode(CharBuffer.wrap(password), encoded, true);
        Arrays.fill(bytes, (byte) 0);
        if (result.isError()) {
            throw new CommandException("the password is not Unicode text");
        }
        return encoded.position();
    }
}
