package io.registryauth.proxy.access;

import io.registryauth.proxy.user.CommandException;
import io.registryauth.proxy.user.Users;
import io.registryauth.reload.FileContent;
import io.registryauth.reload.FileFormat;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.rules.AccessRules;
import io.registryauth.rules.Groups;
import io.registryauth.rules.GroupsFile;
import io.registryauth.rules.RuleSet;
import io.registryauth.rules.RulesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the files that decide who may do what. Immutable.
 *
 * @param users the names of all users, in their file's order; null where no users file was named
 */
public record AccessFiles(
        AccessRules rules, Groups groups, @Nullable List<String> users) {
    /**
     * Reads the files.
     *
     * @throws CommandException with every problem of all of them
     */
    public static AccessFiles read(Path rules, @Nullable Path groups, @Nullable Path users) throws CommandException {
        List<String> problems = new ArrayList<>();
        List<String> problemsOfGroups = new ArrayList<>();
        Groups members = groups == null ? Groups.NONE : parse(groups, new GroupsFile(groups), problemsOfGroups);
        RuleSet ruleSet =
                parse(rules, new RulesFile("rules file", rules, () -> members, InstantSource.system()), problems);
        problems.addAll(problemsOfGroups);
        List<String> names = users == null ? null : names(users, problems);
        if (ruleSet != null && members != null) {
            try {
                AccessRules compiled = AccessRules.compile(ruleSet, members);
                if (problems.isEmpty()) {
                    return new AccessFiles(compiled, members, names);
                }
            } catch (InvalidFileException e) {
                problems.addAll(e.problems());
            }
        }
        throw new CommandException(problems);
    }

    /**
     * The names of all users of a file, in its order.
     *
     * @throws CommandException when it cannot be read, or is not valid
     */
    public static List<String> users(Path file) throws CommandException {
        List<String> problems = new ArrayList<>();
        List<String> names = names(file, problems);
        if (names == null) {
            throw new CommandException(problems);
        }
        return names;
    }

    /** The names of all users; none where no users file was named. */
    public List<String> usersOrNone() {
        return users == null ? List.of() : users;
    }

    private static @Nullable List<String> names(Path file, List<String> problems) {
        try {
            return new Users(file).names();
        } catch (CommandException e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    private static <T> @Nullable T parse(Path file, FileFormat<T> format, List<String> problems) {
        try {
            return FileContent.parse(file, format);
        } catch (InvalidFileException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return null;
    }
}
