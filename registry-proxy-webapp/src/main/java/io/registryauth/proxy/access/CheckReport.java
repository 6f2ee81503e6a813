package io.registryauth.proxy.access;

import io.registryauth.proxy.text.Visible;
import io.registryauth.proxy.user.CommandException;
import io.registryauth.rules.RuleSet;
import io.registryauth.rules.RuleWarning;
import io.registryauth.rules.RuleWarnings;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What is wrong with users, groups and rules, for a person or a program.
 *
 * @param problems for which a server would not take the files
 * @param warnings what can hardly be meant
 * @param summary what was looked at; empty where there are problems
 */
public record CheckReport(List<String> problems, List<RuleWarning> warnings, String summary) {
    public CheckReport {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** What there is to say of files that cannot be used. */
    public static CheckReport of(CommandException problems) {
        return new CheckReport(problems.problems(), List.of(), "");
    }

    /** Looks for what can hardly be meant in files that can be used. */
    public static CheckReport of(AccessFiles files, Instant now) {
        RuleSet rules = files.rules().source();
        List<RuleWarning> warnings = new ArrayList<>(RuleWarnings.of(rules, now));
        String users = "users not looked at, for want of --users";
        if (files.users() != null) {
            warnings.addAll(RuleWarnings.of(files.rules(), files.groups(), files.users(), now));
            users = count(files.users().size(), "user");
        }
        warnings.sort(Comparator.comparingInt(warning -> warning.line() == 0 ? Integer.MAX_VALUE : warning.line()));
        int groups = rules.groups().size() + files.groups().members().size();
        String summary = rules.file() + ": " + count(rules.rules().size(), "rule") + ", " + count(groups, "group")
                + ", " + users + "; " + (warnings.isEmpty() ? "no warnings" : count(warnings.size(), "warning"));
        return new CheckReport(List.of(), warnings, summary);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Writes lines for a person. */
    public void write(Writer out) throws IOException {
        for (String problem : problems) {
            out.write("error: " + Visible.text(problem) + "\n");
        }
        for (RuleWarning warning : warnings) {
            out.write("warning: " + Visible.text(warning.text()) + "\n");
        }
        if (!summary.isEmpty()) {
            out.write(Visible.text(summary) + "\n");
        }
    }

    /** Writes one JSON document. */
    public void writeJson(Writer out) throws IOException {
        Json.write(out, json -> {
            json.writeBooleanField("valid", problems.isEmpty());
            Json.array(json, "problems", problems);
            json.writeArrayFieldStart("warnings");
            for (RuleWarning warning : warnings) {
                json.writeStartObject();
                json.writeStringField(
                        "kind", warning.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                json.writeNumberField("line", warning.line());
                json.writeStringField("text", warning.text());
                Json.array(json, "users", warning.users());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
