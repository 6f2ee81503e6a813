package io.registryauth.proxy.access;

import io.registryauth.proxy.text.Visible;
import io.registryauth.rules.AccessRules;
import io.registryauth.spi.Action;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what to which repository, for a person or a program: a line for each user and repository, since tables of many
 * users and many repositories fit no screen.
 *
 * @param users in the order in which they are written; what is named twice is written once
 * @param repositories likewise
 */
public record MatrixReport(AccessRules rules, List<String> users, List<String> repositories, Instant now) {
    /** Stands for requests without credentials. */
    private static final String ANONYMOUS = "(anonymous)";

    /** Stands for the registry as a whole, and is the name of no repository. */
    private static final String REGISTRY = "-";

    private static final String GAP = "  ";

    public MatrixReport {
        users = users.stream().distinct().toList();
        repositories = repositories.stream().distinct().toList();
    }

    private interface Row {
        void write(@Nullable String user, @Nullable String repository, List<String> rights) throws IOException;
    }

    /** Writes columns for a person: the user, the repository, the rights; none where there is no right. */
    public void write(Writer out) throws IOException {
        int userWidth = width(requesters(), ANONYMOUS);
        int repositoryWidth = width(repositories, REGISTRY);
        rows((user, repository, rights) -> out.write(padded(shown(user, ANONYMOUS), userWidth)
                + GAP
                + padded(shown(repository, REGISTRY), repositoryWidth)
                + GAP
                + String.join(",", rights)
                + "\n"));
    }

    private static String shown(@Nullable String name, String other) {
        return name == null ? other : Visible.text(name);
    }

    /** Writes one JSON document. */
    public void writeJson(Writer out) throws IOException {
        Json.write(out, json -> {
            json.writeArrayFieldStart("rights");
            rows((user, repository, rights) -> {
                json.writeStartObject();
                json.writeStringField("user", user);
                json.writeStringField("repository", repository);
                Json.array(json, "rights", rights);
                json.writeEndObject();
            });
            json.writeEndArray();
        });
    }

    /** The users, and null for requests without credentials where there are rules for them. */
    private List<@Nullable String> requesters() {
        List<@Nullable String> requesters = new ArrayList<>(users);
        if (rules.source().rules().stream().anyMatch(rule -> rule.subjects().anonymous())) {
            requesters.add(null);
        }
        return requesters;
    }

    /** One after the other: of many users and repositories there may be more than fit into memory. */
    private void rows(Row row) throws IOException {
        for (String user : requesters()) {
            if (rules.rights(user, null, now).may(Action.CATALOG)) {
                row.write(user, null, RuleText.names(Set.of(Action.CATALOG)));
            }
            for (String repository : repositories) {
                Set<Action> rights = rules.rights(user, repository, now).actions();
                rights.remove(Action.CATALOG);
                if (!rights.isEmpty()) {
                    row.write(user, repository, RuleText.names(rights));
                }
            }
        }
    }

    private static int width(List<? extends @Nullable String> names, String other) {
        return names.stream().mapToInt(name -> length(shown(name, other))).max().orElse(0);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }
}
