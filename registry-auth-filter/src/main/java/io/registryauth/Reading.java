package io.registryauth;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes something of a file that a setting names. */
@FunctionalInterface
interface Reading<T> {
    T read() throws IOException, InvalidFileException;

    /** Does so; empty when the file cannot be used, and every problem is noted then. */
    static <T> Optional<T> of(Setting<Path> setting, Reading<T> reading, Problems problems) {
        try {
            return Optional.of(reading.read());
        } catch (InvalidFileException e) {
            e.problems().forEach(problem -> problems.add(setting.name() + ": " + problem));
        } catch (IOException e) {
            problems.add(setting.name() + ": " + e.getMessage());
        }
        return Optional.empty();
    }
}
