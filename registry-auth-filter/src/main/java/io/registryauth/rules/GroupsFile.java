package io.registryauth.rules;

import io.registryauth.reload.FileFormat;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.reload.Reloader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A group file, and what the log says whenever it is loaded. */
public record GroupsFile(Path file) implements FileFormat<Groups> {
    private static final Logger log = LoggerFactory.getLogger(GroupsFile.class);

    /**
     * Reads the file, whose changes are followed from then on while the reloader is started.
     *
     * @throws IOException when it cannot be read; the message names it and says why
     * @throws InvalidFileException when it is not a valid group file
     */
    public Supplier<Groups> open(Reloader reloader) throws IOException, InvalidFileException {
        return reloader.open(file, this)::current;
    }

    @Override
    public String name() {
        return "group file";
    }

    @Override
    public String remedy() {
        return "write lines of NAME: USER USER…";
    }

    @Override
    public Groups parse(byte[] content) throws InvalidFileException {
        return GroupsParser.parse(String.valueOf(file.getFileName()), content);
    }

    @Override
    public void loaded(@Nullable Groups before, Groups now) {
        log.atInfo()
                .addKeyValue("file", file)
                .addKeyValue("groups", now.members().size())
                .log("groups-loaded");
    }
}
