package dev.fermata.cli;

import dev.fermata.config.Json;
import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryFigures;
import dev.fermata.observe.EventLine;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How {@code fermata history} prints. */
final class HistoryText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /** What spreadsheets take for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final ZoneId zone;
    private final PrintWriter out;

    HistoryText(ZoneId zone, PrintWriter out) {
        this.zone = zone;
        this.out = out;
    }

    /** One thing that happened, on a line. */
    void line(HistoryEntry entry) {
        String what = Stream.of(entry.person(), entry.text()).filter(each -> !each.isEmpty())
                .collect(Collectors.joining(": "));
        out.println(AnswerText.plain(String.format(Locale.ROOT, "%s  %-8s %-18s %s", time(entry.atMillis()),
                entry.kind().id(), entry.name(), what).stripTrailing()));
    }

    /** All of them for a spreadsheet, with a line of names. */
    void csv(List<HistoryEntry> entries) {
        out.print("time,kind,event,person,text\r\n");
        entries.forEach(entry -> out.print(Stream.of(iso(entry.atMillis()), entry.kind().id(), entry.name(),
                entry.person(), entry.text()).map(HistoryText::cell).collect(Collectors.joining(",")) + "\r\n"));
    }

    private static String cell(String text) {
        // What a viewer has written must not be reckoned with.
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** All of them as a list of objects, one a line. */
    void json(List<HistoryEntry> entries) {
        out.print("[");
        String before = "\n";
        for (HistoryEntry entry : entries) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("time", iso(entry.atMillis()));
            fields.put("kind", entry.kind().id());
            fields.put("event", entry.name());
            fields.put("person", entry.person());
            fields.put("text", entry.text());
            fields.put("fields", EventLine.parse(entry.line()).map(EventLine::fields).orElse(Map.of()));
            out.print(before + Json.write(fields));
            before = ",\n";
        }
        out.println("\n]");
    }

    /** What happened, counted. */
    void figures(HistoryFigures figures) {
        out.println(figures.all() + " events" + (figures.all() == 0 ? "" : ", from " + time(figures.firstMillis())
                + " to " + time(figures.lastMillis())));
        table("KIND", figures.kinds().entrySet().stream().collect(Collectors.toMap(each -> each.getKey().id(),
                Map.Entry::getValue, Long::sum, LinkedHashMap::new)));
        table("EVENT", figures.names());
        table("PERSON", figures.persons());
    }

    private void table(String heading, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        out.println();
        out.println(String.format(Locale.ROOT, "%-40s %12s", heading, "COUNT"));
        counts.forEach((name, count) -> out.println(String.format(Locale.ROOT, "%-40s %12d", AnswerText.plain(name),
                count)));
    }

    /** The same for a program. */
    void figuresAsJson(HistoryFigures figures) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("count", figures.all());
        if (figures.all() > 0) {
            all.put("first", iso(figures.firstMillis()));
            all.put("last", iso(figures.lastMillis()));
        }
        Map<String, Object> kinds = new LinkedHashMap<>();
        figures.kinds().forEach((kind, count) -> kinds.put(kind.id(), count));
        all.put("kinds", kinds);
        all.put("events", figures.names());
        all.put("persons", figures.persons());
        out.println(Json.write(all));
    }

    private String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    private static String iso(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
