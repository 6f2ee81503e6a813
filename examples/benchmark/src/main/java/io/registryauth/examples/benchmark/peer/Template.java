package io.registryauth.examples.benchmark.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A configuration with {@code @NAME@} in the place of what differs from run to run. */
record Template(String name) {

    /** Writes the configuration into a folder, with these values; {@code @FOLDER@} is the folder. */
    Path write(Path folder, Map<String, String> values) throws IOException {
        String text;
        try (InputStream template = Template.class.getResourceAsStream(name)) {
            text = new String(Objects.requireNonNull(template, name).readAllBytes(), UTF_8);
        }
        text = text.replace("@FOLDER@", folder.toString());
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace('@' + value.getKey() + '@', value.getValue());
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
