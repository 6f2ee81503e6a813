package io.registryauth.proxy.server;

import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Source;
import io.registryauth.settings.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings that stand on the command line, as {@code --name value} or {@code --name=value}. */
record Flags(ParseResult parsed) implements Source {
    @Override
    public @Nullable String text(Setting<?> setting) {
        return parsed.matchedOptionValue(label(setting), null);
    }

    @Override
    public String label(Setting<?> setting) {
        return flag(setting);
    }

    static String flag(Setting<?> setting) {
        return "--" + setting.name();
    }

    /** Notes every flag that does not exist, stands twice or lacks its value. */
    void check(Problems problems) {
        for (Exception error : parsed.errors()) {
            problems.add(String.valueOf(error.getMessage()));
        }
        boolean afterUnknownFlag = false;
        for (String argument : parsed.unmatched()) {
            if (argument.startsWith("-")) {
                problems.add(unknown(argument));
                afterUnknownFlag = !argument.contains("=");
            } else if (!afterUnknownFlag) {
                problems.add(surplus(argument));
            } else {
                // What follows an unknown flag is most likely its value, and perhaps not for others to see.
                afterUnknownFlag = false;
            }
        }
    }

    private String surplus(String argument) {
        CommandSpec command = parsed.commandSpec();
        if (!command.positionalParameters().isEmpty()) {
            return "there is one argument too many; a password is never one: everybody on the machine could see it";
        }
        return argument + ": there is no such command, and no setting takes it"
                + Suggestion.of(argument, command.subcommands().keySet());
    }

    private String unknown(String argument) {
        String flag = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
        return flag + ": there is no such flag" + Suggestion.of(flag, names(parsed.commandSpec()));
    }

    private static List<String> names(CommandSpec command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            names.add(option.longestName());
        }
        return names;
    }
}
