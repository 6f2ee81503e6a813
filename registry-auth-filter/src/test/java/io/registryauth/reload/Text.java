package io.registryauth.reload;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that holds any text but some that begins with {@code wrong}, or with {@code bug}. */
final class Text implements FileFormat<String> {
    boolean repaired;

    /** What happens in the middle of parsing. */
    volatile Runnable meanwhile = () -> {};

    @Override
    public String name() {
        return "text file";
    }

    @Override
    public String remedy() {
        return "write it";
    }

    @Override
    public String parse(byte[] content) throws InvalidFileException {
        meanwhile.run();
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.startsWith("wrong")) {
            throw new InvalidFileException(List.of("line 1: " + text, "line 2: secret"));
        }
        if (text.startsWith("bug") && !repaired) {
            throw new IllegalStateException("a bug");
        }
        return text;
    }

    @Override
    public void loaded(@Nullable String before, String now) {}
}
