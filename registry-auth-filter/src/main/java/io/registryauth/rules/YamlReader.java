package io.registryauth.rules;

import io.registryauth.reload.FileProblems;
import io.registryauth.rules.YamlNode.Entry;
import io.registryauth.rules.YamlNode.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The reader of one YAML 1.2 file. Of all that YAML can it takes one document of texts, lists and mappings: whoever reads the
 * file need not follow aliases or know tags.
 *
 * <p>It builds its nodes from the parser's events, since the library's own composer calls itself for each level of nesting,
 * follows aliases, and gives up at the first problem.
 */
final class YamlReader {
    /** Rules need four. */
    private static final int MAX_DEPTH = 16;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(Integer.MAX_VALUE) // the file's size has been checked
            .build();

    private final FileProblems problems;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable YamlNode root;
    private boolean complete = true;
    private int line = 1;

    YamlReader(FileProblems problems) {
        this.problems = problems;
    }

    /**
     * Reads a text.
     *
     * @return null where there is nothing but comments, or where there are problems so grave that nothing can be said of the
     *     rest
     */
    @Nullable
    YamlNode read(String text) {
        Iterator<Event> events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
        Event event = next(events);
        while (event != null && take(event)) {
            event = next(events);
        }
        return complete ? root : null;
    }

    private @Nullable Event next(Iterator<Event> events) {
        try {
            Event event = events.hasNext() ? events.next() : null;
            line = event == null ? line : line(event);
            return event;
        } catch (RuntimeException e) {
            // the library's own, and those that it forgot: "\UFFFFFFFF" is a NumberFormatException
            YamlSyntax.problem(e, line, problems);
            complete = false;
            return null;
        }
    }

    /** Whether to go on. */
    private boolean take(Event event) {
        if (event instanceof DocumentStartEvent && root != null) {
            problem(event, "a second document begins here; put everything into one, without ---");
            return false;
        }
        if (event instanceof NodeEvent node) {
            return begin(node);
        }
        if (event instanceof CollectionEndEvent) {
            end();
        }
        return true;
    }

    private boolean begin(NodeEvent event) {
        refuseAnchor(event);
        if (event instanceof AliasEvent) {
            problem(event, YamlSyntax.ALIAS);
            add(new YamlNode.Refused(line(event), column(event)));
        } else if (event instanceof ScalarEvent scalar) {
            refuseTag(event, scalar.getTag());
            add(new YamlNode.Scalar(line(event), column(event), scalar.getValue(), kind(scalar)));
        } else if (event instanceof CollectionStartEvent collection) {
            refuseTag(event, collection.getTag());
            open.push(new Open(line(event), column(event), event instanceof MappingStartEvent));
            if (open.size() > MAX_DEPTH) {
                problem(
                        event,
                        "lists and mappings are nested too deeply; a rule is a mapping of keys to lists of texts");
                complete = false;
                return false;
            }
        }
        return true;
    }

    private void end() {
        add(open.pop().close());
    }

    private void add(YamlNode node) {
        Open parent = open.peek();
        if (parent == null) {
            root = node;
        } else {
            parent.children.add(node);
        }
    }

    private void refuseAnchor(NodeEvent event) {
        if (!(event instanceof AliasEvent) && event.getAnchor().isPresent()) {
            problem(event, YamlSyntax.ANCHOR);
        }
    }

    private void refuseTag(NodeEvent event, Optional<String> tag) {
        if (tag.isPresent()) {
            problem(event, YamlSyntax.TAG);
        }
    }

    private static Kind kind(ScalarEvent scalar) {
        Tag tag = SETTINGS.getSchema().getScalarResolver().resolve(scalar.getValue(), scalar.isPlain());
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Kind.NULL : Kind.TEXT;
    }

    private void problem(Event event, String what) {
        problems.add(line(event), column(event), what);
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }

    /** A list or a mapping whose end is still to come. */
    private static final class Open {
        private final int line;
        private final int column;
        private final boolean mapping;
        private final List<YamlNode> children = new ArrayList<>();

        Open(int line, int column, boolean mapping) {
            this.line = line;
            this.column = column;
            this.mapping = mapping;
        }

        YamlNode close() {
            if (!mapping) {
                return new YamlNode.Sequence(line, column, children);
            }
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < children.size(); i += 2) {
                entries.add(new Entry(children.get(i), children.get(i + 1)));
            }
            return new YamlNode.Mapping(line, column, entries);
        }
    }
}
