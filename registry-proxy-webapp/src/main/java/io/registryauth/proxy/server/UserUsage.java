package io.registryauth.proxy.server;

import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.Parsers;
import io.registryauth.settings.Setting;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands that manage a users file, as the help shows them. */
final class UserUsage {
    static final String NAME = "user";
    static final String STDIN = "--stdin";
    static final String GENERATE = "--generate";

    /** A flag alone: what is done once is nothing to set for a machine. */
    static final Setting<Integer> COST = new Setting<>(
            "cost",
            "N",
            "10",
            Parsers.wholeNumber(4, 17),
            "The cost of the bcrypt hash, 4 to 17 and no more than max-bcrypt-cost. Each step doubles the work of a login.");

    private static final String PASSWORD =
            "Without --stdin%s a prompt on the terminal asks for the password and does not show it.";
    private static final String WHOLE =
            "The file is replaced as a whole: owner, group and mode, comments and other users"
                    + " stay. Of two commands at once, one waits up to 10 seconds for the other.";
    private static final String UNUSABLE = "Wrong usage, or a file or output that cannot be used.";

    private UserUsage() {}

    static CommandSpec user() {
        return Usage.command(NAME, "Manages the users file: user COMMAND --help says more.")
                .addOption(Usage.help())
                .addSubcommand("add", newPassword("add", "Adds a user, and makes the users file where there is none."))
                .addSubcommand("passwd", newPassword("passwd", "Gives a user another password."))
                .addSubcommand("delete", delete())
                .addSubcommand("list", list())
                .addSubcommand("verify", verify());
    }

    private static CommandSpec newPassword(String name, String description) {
        CommandSpec command = Usage.command(name, description)
                .addPositional(name())
                .addOption(Usage.setting(FilterSettings.USERS))
                .addOption(stdin())
                .addOption(OptionSpec.builder(GENERATE)
                        .description("Makes a password and prints it once: it is all that standard output gets."
                                + " It counts when the exit code is 0.")
                        .build())
                .addOption(Usage.flag(COST))
                .addOption(Usage.setting(FilterSettings.MAX_BCRYPT_COST))
                .addOption(Usage.help());
        return end(
                command,
                "Done.",
                name.equals("add") ? "There is a user of that name already." : "There is no such user.",
                "Wrong usage, a name or password that could not log in, or a file or output that cannot be used.",
                PASSWORD.formatted(" or --generate"),
                WHOLE);
    }

    private static CommandSpec delete() {
        CommandSpec command = Usage.command("delete", "Deletes a user.")
                .addPositional(name())
                .addOption(Usage.setting(FilterSettings.USERS))
                .addOption(Usage.help());
        return end(command, "Done.", "There is no such user.", UNUSABLE, WHOLE);
    }

    private static CommandSpec list() {
        CommandSpec command =
                Usage.command("list", "Lists the users, one a line.").addOption(Usage.setting(FilterSettings.USERS));
        FilterSettings.HASH_LIMITS.forEach(setting -> command.addOption(Usage.setting(setting)));
        command.addOption(Usage.help());
        return end(
                command,
                "Done.",
                null,
                UNUSABLE,
                "A line is NAME, SCHEME and STATUS with tabs between. The status is usable, or refused-weak, refused-costly"
                        + " or refused-unknown for a hash that the server would refuse with these settings.");
    }

    private static CommandSpec verify() {
        CommandSpec command = Usage.command("verify", "Says whether a user can log in with a password.")
                .addPositional(name())
                .addOption(Usage.setting(FilterSettings.USERS))
                .addOption(stdin());
        FilterSettings.HASH_LIMITS.forEach(setting -> command.addOption(Usage.setting(setting)));
        command.addOption(Usage.help());
        return end(
                command,
                "The password is right.",
                "The password is wrong, or there is no such user.",
                "Wrong usage, a file that cannot be used, or a hash that the server would refuse with these settings.",
                PASSWORD.formatted(""));
    }

    private static PositionalParamSpec name() {
        return PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("NAME")
                .description("The user's name.")
                .build();
    }

    private static OptionSpec stdin() {
        return OptionSpec.builder(STDIN)
                .description("Reads the password from standard input: one line in UTF-8.")
                .build();
    }

    private static CommandSpec end(
            CommandSpec command, String zero, @Nullable String one, String two, String... paragraphs) {
        return Usage.end(
                command, one == null ? Map.of("0", zero, "2", two) : Map.of("0", zero, "1", one, "2", two), paragraphs);
    }
}
