package dev.fermata.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run found, as a table on the terminal, as JSON and as a section of a page. */
record Report(Subject subject, Machine machine, boolean quick, List<Row> rows) {
    private static final List<String> HEADINGS =
            List.of("measure", "what", "ours", "other", "against", "ratio", "target", "");

    long missed() {
        return rows.stream().filter(row -> !row.isMet()).count();
    }

    /** Columns that line up. */
    void print(PrintStream out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(String.format(Locale.ROOT, "%-" + Math.max(1, widths[i]) + "s  ", line.get(i)));
            }
            out.println(text.toString().stripTrailing());
        }
        out.println(summary());
    }

    private String summary() {
        long promised = rows.stream().filter(row -> !(row.target() instanceof Target.None)).count();
        return (promised - missed()) + " of " + promised + " targets met by " + subject.words()
                + " on " + machine.words();
    }

    void writeJson(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("subject", subject.words());
            json.writeStringField("machine", machine.words());
            json.writeBooleanField("quick", quick);
            json.writeArrayFieldStart("measures");
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("measure", row.measure());
                json.writeStringField("what", row.what());
                json.writeStringField("unit", row.unit());
                number(json, "ours", row.ours());
                json.writeStringField("against", row.against());
                number(json, "theirs", row.theirs());
                number(json, "ratio", row.ratio());
                json.writeStringField("target", row.target().words());
                json.writeBooleanField("met", row.isMet());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    /** The same for the page. */
    String markdown() {
        StringBuilder section = new StringBuilder(summary()).append(".\n\n");
        section.append("| ").append(String.join(" | ", HEADINGS)).append(" |\n");
        section.append("|---".repeat(HEADINGS.size())).append("|\n");
        rows.forEach(row -> section.append("| ").append(String.join(" | ", cells(row))).append(" |\n"));
        return section.toString();
    }

    private static String cell(double figure, String unit) {
        return Double.isNaN(figure) ? "" : Figures.number(figure) + " " + unit;
    }

    private static List<String> cells(Row row) {
        String met = row.target() instanceof Target.None ? "" : row.isMet() ? "met" : "MISSED";
        String ratio = Double.isNaN(row.ratio()) || Double.isInfinite(row.ratio()) ? "" : Figures.number(row.ratio());
        return List.of(row.measure(), row.what(), cell(row.ours(), row.unit()), cell(row.theirs(), row.unit()),
                row.against(), ratio, row.target().words(), met);
    }
}
