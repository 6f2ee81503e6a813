package io.registryauth.proxy.server;

import io.registryauth.proxy.user.Terminal;
import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The terminal that this process was started from. */
@SuppressWarnings("SystemConsoleNull") // it is null where the property below stands
final class SystemTerminal implements Terminal {
    static {
        // From JDK 22 to 24 the default is one that takes pipes and files for a terminal too.
        System.setProperty("jdk.console", "java.base");
    }

    @Override
    public boolean isPresent() {
        return System.console() != null;
    }

    @Override
    public char @Nullable [] readPassword(String prompt) {
        Console console = System.console();
        return console == null ? null : console.readPassword("%s", prompt);
    }
}
