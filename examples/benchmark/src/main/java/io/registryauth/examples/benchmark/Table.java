package io.registryauth.examples.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown that is written row by row. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(List<String> head) {
        columns = head.size();
        row(head);
        row(Collections.nCopies(columns, "---"));
    }

    Table(String... head) {
        this(List.of(head));
    }

    Table row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(columns + " columns, but " + cells);
        }
        rows.add(cells);
        return this;
    }

    Table row(String... cells) {
        return row(List.of(cells));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append("| ").append(String.join(" | ", row)).append(" |\n");
        }
        return text.toString();
    }
}
