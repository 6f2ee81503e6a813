package io.registryauth.rules;

import io.registryauth.reload.Combined;
import io.registryauth.reload.FileFormat;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.reload.Reloader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of rules, and what the log says whenever its rules come into effect.
 *
 * @param name what the file is, such as {@code rules file}
 * @param groups answers the groups of the group file, or null where that cannot be read
 */
public record RulesFile(String name, Path file, Supplier<? extends @Nullable Groups> groups, InstantSource clock)
        implements FileFormat<RuleSet> {
    private static final Logger log = LoggerFactory.getLogger(RulesFile.class);

    /**
     * Reads the file, whose changes are followed from then on while the reloader is started.
     *
     * @throws IOException when it cannot be read; the message names it and says why
     * @throws InvalidFileException when it is not a valid rules file
     */
    public Supplier<RuleSet> open(Reloader reloader) throws IOException, InvalidFileException {
        return reloader.open(file, this)::current;
    }

    /**
     * Compiles the rules, and does so again whenever they or the groups have changed.
     *
     * @throws InvalidFileException when rules and groups do not fit together
     */
    public Supplier<AccessRules> compile(Supplier<RuleSet> rules, Supplier<Groups> groups, Reloader reloader)
            throws InvalidFileException {
        return reloader.combine(file, rules, groups, new Compilation());
    }

    @Override
    public String remedy() {
        return "write one that begins with rules:";
    }

    @Override
    public RuleSet parse(byte[] content) throws InvalidFileException {
        return RulesParser.parse(String.valueOf(file.getFileName()), content, groups.get());
    }

    @Override
    public void loaded(@Nullable RuleSet before, RuleSet now) {
        // told when they are compiled
    }

    private final class Compilation implements Combined.Combination<RuleSet, Groups, AccessRules> {
        @Override
        public String name() {
            return name;
        }

        @Override
        public AccessRules combine(RuleSet rules, Groups groups) throws InvalidFileException {
            return AccessRules.compile(rules, groups);
        }

        @Override
        public void combined(AccessRules now) {
            List<Integer> expired = now.source().rules().stream()
                    .filter(rule -> !rule.holdsAt(clock.instant()))
                    .map(Rule::line)
                    .toList();
            if (!expired.isEmpty()) {
                log.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("lines", expired)
                        .addKeyValue("advice", "these rules hold no longer: remove them, or set another date")
                        .log("rules-expired");
            }
            log.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("rules", now.source().rules().size())
                    .log("rules-loaded");
        }
    }
}
