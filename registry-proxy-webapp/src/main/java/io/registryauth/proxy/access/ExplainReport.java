package io.registryauth.proxy.access;

import com.fasterxml.jackson.core.JsonGenerator;
import io.registryauth.proxy.text.Visible;
import io.registryauth.registry.RequestPath;
import io.registryauth.rules.Explanation;
import io.registryauth.rules.Remedy;
import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.rules.RulePart;
import io.registryauth.spi.Access;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody may do something or not, for a person or a program.
 *
 * @param rulesFile what the rules file is called; null where no rules decide
 * @param notes what else there is to say, such as that there is no such user
 */
public record ExplainReport(
        Question question,
        Explanation explanation,
        @Nullable String rulesFile,
        List<String> notes) {
    /** Makes the report. */
    public ExplainReport {
        List<String> all = new ArrayList<>(notes);
        if (explanation.declinedMount() != null) {
            all.add("the mount is not passed on, and the push begins as an upload: " + explanation.declinedMount());
        }
        if (question.user() == null && !explanation.allowed()) {
            all.add("the answer is 401, which asks for credentials");
        }
        if (!RequestPath.isRegistry(question.target().accessRequest().path())) {
            all.add(
                    "the proxy answers 404 to what is no path of a registry; so the filter decides in another application");
        }
        notes = List.copyOf(all);
    }

    private String decision() {
        return explanation.allowed() ? "allowed" : "denied";
    }

    /** Writes lines for a person. */
    public void write(Writer out) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(decision() + ": " + explanation.sentence());
        notes.forEach(note -> lines.add("note: " + note));
        if (rulesFile != null) {
            explanation
                    .parts()
                    .forEach(part ->
                            lines.add("  " + rulesFile + " line " + part.rule().line() + ": " + words(part)));
            if (explanation.parts().isEmpty()) {
                lines.add("  no rule of " + rulesFile + " is about this user and what was asked for");
            }
        }
        explanation.remedy().forEach(remedy -> {
            lines.add("");
            lines.addAll(words(remedy));
        });
        for (String line : lines) {
            out.write(Visible.text(line) + "\n");
        }
    }

    private String words(RulePart part) {
        String what = (part.rule().effect() == Effect.ALLOW ? "allows " : "denies ")
                + String.join(", ", RuleText.does(part.rule()));
        String why = " (" + name(part.kind()) + ": " + part.subject() + where(part) + ")";
        return what
                + why
                + switch (part.state()) {
                    case HOLDS -> "";
                    case EXPIRED -> ", expired: until " + part.rule().expiry();
                    case EXCEPTED ->
                        ", does not hold for " + question.user() + ": except " + part.exception(question.user());
                };
    }

    private static String where(RulePart part) {
        if (part.pattern() != null) {
            return "; " + scope(part) + ": " + part.pattern();
        }
        boolean everywhere = part.rule().scope() instanceof Scope.Repositories scope && scope.isEverything();
        return everywhere ? "" : "; repositories: some, and this belongs to none";
    }

    private static String scope(RulePart part) {
        return part.rule().scope() instanceof Scope.Paths ? "paths" : "repositories";
    }

    private List<String> words(Remedy remedy) {
        List<String> lines = new ArrayList<>();
        if (remedy instanceof Remedy.Addition addition) {
            lines.add("A rule that would allow it, for the list of rules in " + rulesFile + ":");
            RuleText.yaml(addition.rule()).forEach(line -> lines.add("  " + line));
        } else if (remedy instanceof Remedy.Exemption exception) {
            lines.add("The rule in line " + exception.rule().line() + " of " + rulesFile
                    + " denies it. With this line in it, it would not:");
            lines.add("    " + RuleText.yamlExcept(exception.except()));
        } else if (remedy instanceof Remedy.None none) {
            lines.add("No addition to " + rulesFile + " would allow it: " + none.reason());
        }
        return lines;
    }

    /** Writes one JSON document. */
    public void writeJson(Writer out) throws IOException {
        Json.write(out, json -> {
            json.writeStringField("decision", decision());
            json.writeStringField("sentence", explanation.sentence());
            json.writeStringField("user", question.user());
            json.writeStringField("method", question.target().accessRequest().method());
            json.writeStringField("target", question.target().forward());
            json.writeArrayFieldStart("accesses");
            for (Access access : question.target().accessRequest().accesses()) {
                json.writeStartObject();
                json.writeStringField("repository", access.repository());
                json.writeStringField("action", name(access.action()));
                json.writeEndObject();
            }
            json.writeEndArray();
            Json.array(json, "notes", notes);
            json.writeStringField("file", rulesFile);
            json.writeArrayFieldStart("rules");
            for (RulePart part : explanation.parts()) {
                write(json, part);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("remedy");
            for (Remedy remedy : explanation.remedy()) {
                write(json, remedy);
            }
            json.writeEndArray();
        });
    }

    private void write(JsonGenerator json, RulePart part) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", part.rule().line());
        json.writeStringField("effect", name(part.rule().effect()));
        Json.array(json, scope(part).equals("paths") ? "methods" : "actions", RuleText.does(part.rule()));
        json.writeStringField("subject", name(part.kind()));
        json.writeStringField("subjectMatched", part.subject());
        json.writeStringField("patternMatched", part.pattern());
        json.writeStringField("state", name(part.state()));
        json.writeStringField("until", part.rule().expiry());
        json.writeStringField("exception", part.exception(question.user()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Remedy remedy) throws IOException {
        json.writeStartObject();
        if (remedy instanceof Remedy.Addition addition) {
            json.writeStringField("rule", String.join("\n", RuleText.yaml(addition.rule())) + "\n");
        } else if (remedy instanceof Remedy.Exemption exception) {
            json.writeNumberField("line", exception.rule().line());
            Json.array(json, "except", RuleText.texts(exception.except()));
        } else if (remedy instanceof Remedy.None none) {
            json.writeStringField("none", none.reason());
        }
        json.writeEndObject();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
