package io.registryauth.proxy.server;

import java.io.PrintStream;
import java.util.Map;
import java.util.Properties;

/** What a process has around it: where settings come from beside the flags, and where words go. */
record Surroundings(Properties properties, Map<String, String> environment, PrintStream out, PrintStream err) {}
