package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands that explain users, groups and rules, as the help shows them. */
final class AccessUsage {
    static final String EXPLAIN = "explain";
    static final String CHECK = "check";
    static final String MATRIX = "matrix";

    static final String ANONYMOUS = "--anonymous";
    static final String JSON = "--json";

    private static final List<Setting<?>> FILES =
            List.of(FilterSettings.RULES, FilterSettings.GROUPS, FilterSettings.USERS);

    private static final List<Setting<?>> UPSTREAM = List.of(
            ProxySettings.UPSTREAM,
            ProxySettings.UPSTREAM_CA,
            ProxySettings.UPSTREAM_CREDENTIALS,
            ProxySettings.UPSTREAM_CONNECT_TIMEOUT);

    private AccessUsage() {}

    /** Whether a command is one of these. */
    static boolean isNameOf(String command) {
        return List.of(EXPLAIN, CHECK, MATRIX).contains(command);
    }

    /** The settings that a command reads. */
    static List<Setting<?>> settings(String command) {
        List<Setting<?>> settings = new ArrayList<>(FILES);
        if (command.equals(EXPLAIN)) {
            settings.addAll(FilterSettings.WITHOUT_RULES);
        } else if (command.equals(MATRIX)) {
            settings.addAll(ProxySettings.OF_UPSTREAM);
        }
        return settings;
    }

    static List<CommandSpec> commands() {
        return List.of(explain(), check(), matrix());
    }

    private static CommandSpec explain() {
        CommandSpec command =
                Usage.command(EXPLAIN, "Says why a request is allowed or denied, and what would allow it.");
        command.usageMessage()
                .customSynopsis(
                        Usage.PROGRAM + " explain [OPTIONS] USER pull|push|delete REPOSITORY",
                        Usage.PROGRAM + " explain [OPTIONS] USER catalog",
                        Usage.PROGRAM + " explain [OPTIONS] USER METHOD PATH",
                        Usage.PROGRAM + " explain [OPTIONS] --anonymous ...");
        command.addPositional(words("WORD", "Who wants to do what: a user's name, and an action or a request."));
        add(command, FILES);
        add(command, FilterSettings.WITHOUT_RULES);
        command.addOption(OptionSpec.builder(ANONYMOUS)
                .description("Asks about requests without credentials. No USER stands there then.")
                .build());
        return end(
                command,
                Map.of(
                        "0",
                        "Allowed.",
                        "1",
                        "Denied.",
                        "2",
                        "Wrong usage, a request that is refused whoever sends it, or a"
                                + " file or output that cannot be used."),
                "An action stands for one request: GET, PUT or DELETE of the repository's manifest latest. Without --rules,"
                        + " writers and read-methods decide. The password is taken for right: with --users, a note says"
                        + " where there is no such user.");
    }

    private static CommandSpec check() {
        CommandSpec command =
                Usage.command(CHECK, "Checks users, groups and rules, and warns of what can hardly be meant.");
        add(command, FILES);
        return end(
                command,
                Map.of(
                        "0",
                        "All is well.",
                        "1",
                        "There are warnings.",
                        "2",
                        "A server would not take the files; or wrong usage, or an output that cannot be used."),
                "Warnings are of rules that have expired, that another rule covers, whose rights another one denies to"
                        + " everybody, or that deny to everybody what requests without credentials still may; and with"
                        + " --users, of names without a user and users without a right.");
    }

    private static CommandSpec matrix() {
        CommandSpec command = Usage.command(MATRIX, "Lists which rights users have, one user and repository a line.");
        command.addPositional(
                words("REPOSITORY", "The repositories. Without any, the upstream is asked for its catalog."));
        add(command, FILES);
        add(command, UPSTREAM);
        return end(
                command,
                Map.of("0", "Done.", "2", "Wrong usage, or a file, registry or output that cannot be used."),
                "A line is USER, REPOSITORY and rights; where there are no rights there is no line. The repository - is the"
                        + " registry as a whole, whose names catalog lists, and the user (anonymous) are requests without"
                        + " credentials.");
    }

    private static void add(CommandSpec command, List<Setting<?>> settings) {
        settings.forEach(setting -> command.addOption(Usage.setting(setting)));
    }

    private static PositionalParamSpec words(String label, String description) {
        return PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static CommandSpec end(CommandSpec command, Map<String, String> codes, String paragraph) {
        command.addOption(OptionSpec.builder(JSON)
                        .description("Prints one JSON document.")
                        .build())
                .addOption(Usage.help());
        return Usage.end(command, codes, paragraph);
    }
}
