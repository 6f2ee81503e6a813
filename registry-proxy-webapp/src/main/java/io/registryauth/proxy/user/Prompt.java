package io.registryauth.proxy.user;

import java.util.Arrays;

/** A person at a terminal. */
record Prompt(Terminal terminal, boolean isNew) implements PasswordSource {
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public char[] read(String name) throws CommandException {
        if (!terminal.isPresent()) {
            throw new CommandException("there is no terminal to ask for the password on: give it on standard input with"
                    + " --stdin" + (isNew ? ", or have one made with --generate" : ""));
        }
        char[] password = ask((isNew ? "New password" : "Password") + " of " + name + ": ");
        if (isNew) {
            confirm(password);
        }
        return password;
    }

    private void confirm(char[] password) throws CommandException {
        char[] again = {};
        boolean same = false;
        try {
            again = ask("The same once more: ");
            same = Arrays.equals(password, again);
        } finally {
            Arrays.fill(again, '\0');
            if (!same) {
                Arrays.fill(password, '\0');
            }
        }
        if (!same) {
            throw new CommandException("the two passwords differ");
        }
    }

    private char[] ask(String prompt) throws CommandException {
        char[] password = terminal.readPassword(prompt);
        if (password == null) {
            throw new CommandException("no password was typed");
        }
        for (char c : password) {
            if (c == REPLACEMENT) {
                Arrays.fill(password, '\0');
                throw new CommandException("the password is not text in this process's locale; run the command with"
                        + " LC_ALL=C.UTF-8, or give the password with --stdin");
            }
        }
        return password;
    }
}
