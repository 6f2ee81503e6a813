package io.registryauth.rules;

import java.util.List;

/** A part of a YAML file, and where it begins. Immutable. */
sealed interface YamlNode {
    /** From 1. */
    int line();

    /** From 1. */
    int column();

    /** What a scalar is to YAML: only plain ones, without quotes, are anything but text. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** A text, or what YAML takes for something else. */
    record Scalar(int line, int column, String text, Kind kind) implements YamlNode {
        boolean isTrue() {
            return kind == Kind.BOOLEAN && text.equalsIgnoreCase("true");
        }
    }

    /** A list. */
    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys with values, in the file's order. */
    record Mapping(int line, int column, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** What has been found wrong already, so that nobody need say more of it. */
    record Refused(int line, int column) implements YamlNode {}

    /** One key of a mapping. */
    record Entry(YamlNode key, YamlNode value) {}
}
