package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A document whose snippets stand in fences. */
public record Markdown(Path file, String text) {
    private static final Pattern FENCE = Pattern.compile("(?m)^```([a-z]*)\n((?:.*\n)*?)```$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

    public static Markdown read(Path file) throws IOException {
        return new Markdown(file, Files.readString(file));
    }

    /** The snippet in that language, or in none, that contains a text. */
    public String snippet(String language, String part) {
        return FENCE.matcher(text)
                .results()
                .filter(fence ->
                        fence.group(1).equals(language) && fence.group(2).contains(part))
                .map(fence -> fence.group(2))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no snippet in " + language + " with " + part));
    }

    /** The files that it links to. */
    public List<Path> links() {
        return LINK.matcher(text)
                .results()
                .map(link -> file.resolveSibling(link.group(1)))
                .toList();
    }
}
