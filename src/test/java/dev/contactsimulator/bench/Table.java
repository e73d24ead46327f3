package dev.contactsimulator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    void row(Object... cells) {
        rows.add(List.of(cells).stream().map(Table::text).toList());
    }

    private static String text(Object cell) {
        return switch (cell) {
            case Long number -> "%,d".formatted(number);
            case Integer number -> "%,d".formatted(number);
            case Double number -> number >= 1000 ? "%,.0f".formatted(number) : "%.2f".formatted(number);
            default -> cell.toString();
        };
    }

    @Override
    public String toString() {
        String rule = rows.getFirst().stream().map(heading -> "---").collect(Collectors.joining("|", "|", "|"));
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(row.stream().collect(Collectors.joining(" | ", "| ", " |")));
            if (lines.size() == 1) lines.add(rule);
        }
        return String.join("\n", lines);
    }
}
