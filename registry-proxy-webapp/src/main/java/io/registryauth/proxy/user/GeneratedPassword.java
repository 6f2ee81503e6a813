package io.registryauth.proxy.user;

import java.io.IOException;
import java.io.PrintStream;
import java.util.random.RandomGenerator;

/**
 * A password of 24 letters and digits, which is 140 bits of chance: no character of it means anything to a shell, ends a
 * selection by double click, or looks like another one.
 */
record GeneratedPassword(RandomGenerator random, PrintStream out) implements PasswordSource {
    static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    static final int LENGTH = 24;

    @Override
    public char[] read(String name) {
        char[] password = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            password[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return password;
    }

    @Override
    public void beforeItCounts(char[] password) throws IOException {
        out.println(password);
        if (out.checkError()) {
            throw new IOException("the new password cannot be written to standard output");
        }
    }
}
