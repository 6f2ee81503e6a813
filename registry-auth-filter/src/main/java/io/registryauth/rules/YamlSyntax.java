package io.registryauth.rules;

import io.registryauth.reload.FileProblems;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What is wrong with a file that is not YAML, for people who do not know YAML's grammar. */
final class YamlSyntax {
    static final String ALIAS = "an unquoted * is an alias in YAML; quote the text, such as \"*\" or \"*-ci\"";
    static final String ANCHOR = "an unquoted & is an anchor in YAML; quote the text, or remove the anchor";
    static final String TAG = "an unquoted ! is a tag in YAML; quote the text, or remove the tag";

    private YamlSyntax() {}

    /**
     * Adds the problem that kept a file from being read.
     *
     * @param line up to where it could be read
     */
    static void problem(RuntimeException e, int line, FileProblems problems) {
        if (!(e instanceof MarkedYamlEngineException marked)) {
            problems.add(line, "this is not YAML: " + Quoted.harmless(String.valueOf(e.getMessage())));
            return;
        }
        String context = String.valueOf(marked.getContext());
        Mark end = marked.getProblemMark().orElse(null);
        Mark start = marked.getContextMark().orElse(end);
        String begun = fromStart(context, marked.getProblem());
        if (begun != null && start != null) {
            problems.add(start.getLine() + 1, start.getColumn() + 1, begun);
        } else {
            String what = atEnd(context, marked.getProblem(), start, character(end));
            problems.add(end == null ? line : end.getLine() + 1, end == null ? 1 : end.getColumn() + 1, what);
        }
    }

    /** What is wrong from the point where something begins. */
    private static @Nullable String fromStart(String context, String problem) {
        if (context.contains("alias")) {
            return ALIAS;
        }
        if (context.contains("anchor")) {
            return ANCHOR;
        }
        if (context.contains("a tag") || problem.contains("tag handle")) {
            return TAG;
        }
        if (context.contains("quoted scalar") && !problem.contains("escape")) {
            return "the quotation mark here is not closed; close it on the same line";
        }
        if (problem.contains("could not find expected ':'")) {
            return "expected a key with a colon and a space behind it";
        }
        return null;
    }

    /** What is wrong at the point that was not understood. */
    private static String atEnd(String context, String problem, @Nullable Mark start, String character) {
        if (problem.contains("cannot start any token")) {
            return character.equals("\t")
                    ? "a tab stands here; YAML is indented with spaces"
                    : "no unquoted text begins with " + Quoted.harmless(character) + " in YAML; quote it";
        }
        if (problem.contains("escape")) {
            return "a backslash in double quotes begins an escape, and this is none; use single quotes";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a colon cannot stand here; check the indentation, or quote the text";
        }
        if (problem.contains("sequence entries are not allowed")) {
            return "a dash cannot stand here; begin the list on a line of its own";
        }
        if (context.contains("flow") && start != null) {
            return "expected a comma, or the end of what is opened on line " + (start.getLine() + 1)
                    + "; quote a text that has any of { } [ ] in it";
        }
        if (context.contains("block")) {
            return "this does not fit what stands above; indent alike what belongs together, and quote whole texts";
        }
        return "this is not YAML: " + Quoted.harmless(problem);
    }

    private static String character(@Nullable Mark mark) {
        if (mark == null || mark.getPointer() >= mark.getBuffer().length) {
            return "";
        }
        return Character.toString(mark.getBuffer()[mark.getPointer()]);
    }
}
