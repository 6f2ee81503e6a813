package io.registryauth.examples.benchmark;

import java.util.List;

/** A part of the output that can be measured by itself. */
@FunctionalInterface
interface Section {
    List<String> NAMES = List.of(
            "schemes", "users", "small", "registry", "blobs", "memory", "filter", "start", "storm", "logins", "jmh");

    /** Measures, and returns the section in Markdown. */
    String measure(Bench bench) throws Exception;

    static Section named(String name) {
        return switch (name) {
            case "schemes" -> new SchemesSection();
            case "users" -> new UsersSection();
            case "small" -> new SmallSection();
            case "registry" -> new RegistrySection();
            case "blobs" -> new BlobsSection();
            case "memory" -> new MemorySection();
            case "filter" -> new FilterSection();
            case "start" -> new StartSection();
            case "storm" -> new StormSection();
            case "logins" -> new LoginsSection();
            case "jmh" -> new JmhSection();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
