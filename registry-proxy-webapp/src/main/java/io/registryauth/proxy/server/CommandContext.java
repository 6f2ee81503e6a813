package io.registryauth.proxy.server;

import io.registryauth.proxy.user.Terminal;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Properties;

/** What a process has around it: where settings come from beside the flags, who types, and where words go. */
record CommandContext(
        Properties properties,
        Map<String, String> environment,
        InputStream in,
        Terminal terminal,
        PrintStream out,
        PrintStream err) {}
