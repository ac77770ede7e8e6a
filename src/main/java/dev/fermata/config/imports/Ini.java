package dev.fermata.config.imports;

import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An INI file as Windows reads it: names in any case, of two that are alike the first counts, quotes around a value are
 * no part of it. Immutable.
 *
 * @param sections by their names as they are written, in their order
 * @param remarks what is no line of such a file, or there twice
 */
record Ini(List<Section> sections, List<Remark> remarks) {
    /** A section. @param fields by their names in small letters */
    record Section(String name, int line, Map<String, Node> fields) {
    }

    static Ini read(String text) {
        List<Section> sections = new ArrayList<>();
        List<Remark> remarks = new ArrayList<>();
        Map<String, Section> known = new LinkedHashMap<>();
        Section now = new Section("", 1, new LinkedHashMap<>());
        int number = 0;
        for (String raw : text.split("\\r\\n|\\r|\\n", -1)) {
            number++;
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[") && line.indexOf(']') > 0) {
                now = new Section(line.substring(1, line.indexOf(']')).strip(), number, new LinkedHashMap<>());
                if (known.putIfAbsent(now.name().toLowerCase(Locale.ROOT), now) == null) {
                    sections.add(now);
                } else {
                    remarks.add(new Remark("", number, now.name(), "there is a section of this name already, and the"
                            + " first"
                            + " one counts"));
                }
            } else if (equals < 1) {
                remarks.add(new Remark("", number, ProblemText.quote(line), "this is no line of an INI file; left"
                        + " out"));
            } else {
                put(now, line, equals, number, remarks);
            }
        }
        return new Ini(List.copyOf(sections), List.copyOf(remarks));
    }

    private static void put(Section section, String line, int equals, int number, List<Remark> remarks) {
        String name = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && "\"'".indexOf(value.charAt(0)) >= 0
                && value.charAt(0) == value.charAt(value.length() - 1);
        Node.Place at = new Node.Place(number, 1);
        Node node = new Node(quoted ? value.substring(1, value.length() - 1) : value, at, at);
        if (section.fields().putIfAbsent(name.toLowerCase(Locale.ROOT), node) != null) {
            remarks.add(new Remark("", number, section.name() + "." + name, "this is there already, and the first one"
                    + " counts"));
        }
    }
}
