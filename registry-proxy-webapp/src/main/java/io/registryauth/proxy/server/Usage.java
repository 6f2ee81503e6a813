package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.NamedValues;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Setting;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the command line tells people: the help, and why it refuses. */
final class Usage {
    static final String PROGRAM = "registry-proxy-webapp";

    private Usage() {}

    /** The command that serves, with one flag for each setting. */
    static CommandSpec serve(String name, Collection<Setting<?>> table) {
        CommandSpec command = CommandSpec.create().name(name);
        command.parser().collectErrors(true);
        command.usageMessage()
                .description("Serves a container registry to those whom the users file names:%n"
                        + "writers push and delete, other users pull, nobody else does anything.%n")
                .optionListHeading("%n")
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .commandListHeading("%nCommands:%n")
                .footer(
                        "",
                        "A setting may also be a system property (-Dregauth.NAME=VALUE before -jar), or the",
                        "environment variable that stands above. The flag counts first, then the property, then",
                        "the variable. An empty property or variable counts as not given. In a container the",
                        "context-param regauth.NAME counts before the property; settings marked [java -jar] do",
                        "not apply there.");
        if (name.equals("serve")) {
            command.usageMessage().description("Serves; this is the command when none is given.%n");
        }
        for (Setting<?> setting : table) {
            command.addOption(option(setting));
        }
        return command.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this help.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Shows the version.")
                        .build());
    }

    private static OptionSpec option(Setting<?> setting) {
        String defaultText = setting.defaultText();
        String origin = (ProxySettings.STANDALONE.contains(setting) ? "[java -jar] " : "")
                + (defaultText == null ? "" : "Default: " + defaultText + ". ")
                + "Variable: " + NamedValues.environmentVariable(setting);
        return OptionSpec.builder(Flags.flag(setting))
                .type(String.class)
                .arity("1")
                .paramLabel(setting.placeholder())
                .description(escaped(setting.description()), escaped(origin))
                .build();
    }

    /** The one message for everything that keeps a command from running. */
    static String refusal(List<String> problems) {
        StringBuilder message = new StringBuilder(PROGRAM).append(" cannot start:");
        problems.forEach(problem -> message.append("\n  ").append(problem.replace("\n", "\n    ")));
        return message.append("\nSee --help.").toString();
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }
}
