package io.registryauth.htpasswd;

import io.registryauth.reload.FileFormat;
import io.registryauth.reload.InvalidFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A file of users, and what the log says whenever it is loaded. */
record UsersFile(Path file, HtpasswdLimits limits) implements FileFormat<Htpasswd> {
    private static final Logger log = LoggerFactory.getLogger(UsersFile.class);

    @Override
    public String name() {
        return "users file";
    }

    @Override
    public String remedy() {
        return "make it with htpasswd -B -c FILE NAME or the WAR's user add";
    }

    @Override
    public Htpasswd parse(byte[] content) throws InvalidFileException {
        return HtpasswdParser.parse(String.valueOf(file.getFileName()), content, limits);
    }

    @Override
    public void loaded(@Nullable Htpasswd before, Htpasswd now) {
        now.remarks().forEach((remark, names) -> {
            if (before == null || !names.equals(before.remarks().get(remark))) {
                log(remark, names);
            }
        });
        log.atLevel(now.size() == 0 ? Level.WARN : Level.INFO)
                .addKeyValue("file", file)
                .addKeyValue("users", now.size())
                .log("users-loaded");
    }

    private void log(Remark remark, String names) {
        log.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("names", names)
                .addKeyValue("advice", remark.advice())
                .log(remark.event());
    }
}
