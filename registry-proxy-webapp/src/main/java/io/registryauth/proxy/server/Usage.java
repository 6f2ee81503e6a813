package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.NamedValues;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the command line tells people: the help, and why it refuses. */
final class Usage {
    static final String PROGRAM = "registry-proxy-webapp";

    private Usage() {}

    /** The command that serves, with one flag for each setting. */
    static CommandSpec serve(String name, Collection<Setting<?>> table) {
        CommandSpec command = command(name, "Serves; this is the command when none is given.");
        if (name.equals(PROGRAM)) {
            command.usageMessage()
                    .description("Serves a container registry to those whom the users file names:%n"
                            + "writers push and delete, other users pull, nobody else does anything.");
        }
        command.usageMessage()
                .footer(
                        "",
                        "A setting may also be a system property (-Dregauth.NAME=VALUE before -jar), or the",
                        "environment variable that stands above. The flag counts first, then the property, then",
                        "the variable. An empty property or variable counts as not given. In a container the",
                        "context-param regauth.NAME counts before the property; settings marked [java -jar] do",
                        "not apply there.");
        for (Setting<?> setting : table) {
            command.addOption(setting(setting));
        }
        return command.addOption(help())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Shows the version.")
                        .build());
    }

    /** A command without flags, laid out as all of them are. */
    static CommandSpec command(String name, String description) {
        CommandSpec command = CommandSpec.create().name(name);
        command.parser().collectErrors(true);
        command.usageMessage()
                .description(description)
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .commandListHeading("%nCommands:%n");
        return command;
    }

    /** Ends the help of a command with its exit codes and paragraphs. */
    static CommandSpec end(CommandSpec command, Map<String, String> exitCodes, String... paragraphs) {
        String[] footer = new String[paragraphs.length * 2];
        for (int i = 0; i < paragraphs.length; i++) {
            footer[2 * i] = "";
            footer[2 * i + 1] = paragraphs[i];
        }
        command.usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(new TreeMap<>(exitCodes))
                .footer(footer);
        return command;
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build();
    }

    /** The flag of a setting that may also stand in the environment. */
    static OptionSpec setting(Setting<?> setting) {
        return flag(
                setting,
                (ProxySettings.STANDALONE.contains(setting) ? "[java -jar] " : "") + defaultText(setting) + "Variable: "
                        + NamedValues.environmentVariable(setting));
    }

    /** A flag that is none of the settings. */
    static OptionSpec flag(Setting<?> setting) {
        return flag(setting, defaultText(setting).strip());
    }

    private static OptionSpec flag(Setting<?> setting, String origin) {
        return OptionSpec.builder(Flags.flag(setting))
                .type(String.class)
                .arity("1")
                .paramLabel(setting.placeholder())
                .description(escaped(setting.description()), escaped(origin))
                .build();
    }

    private static String defaultText(Setting<?> setting) {
        return setting.defaultText() == null ? "" : "Default: " + setting.defaultText() + ". ";
    }

    /** The one message for everything that keeps the server from running. */
    static String refusal(List<String> problems) {
        return problems(PROGRAM + " cannot start:", problems) + "\nSee --help.";
    }

    /** Problems below what they are problems of. */
    static String problems(String heading, List<String> problems) {
        StringBuilder message = new StringBuilder(heading);
        problems.forEach(problem -> message.append("\n  ").append(problem.replace("\n", "\n    ")));
        return message.toString();
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }
}
