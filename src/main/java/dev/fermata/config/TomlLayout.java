package dev.fermata.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the parts of a text of TOML stand, to the character: what the parser does not tell, and whoever changes a text
 * has to know. Of a text that the parser reads; places are UTF-16 offsets. Immutable.
 */
public final class TomlLayout {
    private final List<Section> sections;

    /**
     * What stands below a header; the first has none, its places are the beginning of the text.
     *
     * @param path names, and numbers from 0 of tables of a list
     * @param start of the header's line
     * @param end behind the header's line
     */
    public record Section(List<Object> path, int start, int end, List<Entry> entries) {
        /** Behind its last entry, or its header. */
        public int contentEnd() {
            return entries.isEmpty() ? end : entries.get(entries.size() - 1).end();
        }
    }

    /**
     * A name with a value.
     *
     * @param path seen from the top
     * @param start of its line; in a table on one line, of its name
     * @param key where its name begins
     * @param equals where its equals sign is
     * @param end behind its line; in a table on one line, behind its value
     */
    public record Entry(List<Object> path, int start, int key, int equals, Value value, int end) {
    }

    /**
     * A value.
     *
     * @param items of a list
     * @param entries of a table on one line
     */
    public record Value(int start, int end, Kind kind, List<Value> items, List<Entry> entries) {
    }

    /** What a value is made of. */
    public enum Kind { PLAIN, LIST, TABLE }

    private TomlLayout(List<Section> sections) {
        this.sections = List.copyOf(sections);
    }

    /** @throws IllegalArgumentException for what is no TOML, as far as it is noticed */
    public static TomlLayout of(String text) {
        return new TomlLayout(new Reader(text).sections());
    }

    /** In the order of the text. */
    public List<Section> sections() {
        return sections;
    }

    /** The same path with one more part. */
    public static List<Object> with(List<Object> path, Object... more) {
        List<Object> all = new ArrayList<>(path);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /** Reads on from a place. */
    private static final class Reader {
        private final String text;
        private final Map<List<Object>, Integer> repeated = new HashMap<>();
        private int at;

        Reader(String text) {
            this.text = text;
            this.at = text.startsWith("\uFEFF") ? 1 : 0;
        }

        List<Section> sections() {
            List<Section> sections = new ArrayList<>();
            sections.add(new Section(List.of(), at, at, new ArrayList<>()));
            while (at < text.length()) {
                int line = at;
                skipBlanks();
                if (isAt("[")) {
                    List<Object> path = header();
                    endLine();
                    sections.add(new Section(path, line, at, new ArrayList<>()));
                } else if (at < text.length() && "\r\n#".indexOf(text.charAt(at)) < 0) {
                    Section section = sections.get(sections.size() - 1);
                    Entry entry = entry(section.path(), line);
                    endLine();
                    section.entries().add(
                            new Entry(entry.path(), line, entry.key(), entry.equals(), entry.value(), at));
                } else {
                    endLine();
                }
            }
            return sections;
        }

        private List<Object> header() {
            boolean list = isAt("[[");
            at += list ? 2 : 1;
            List<Object> path = new ArrayList<>();
            List<String> names = names();
            for (int i = 0; i < names.size(); i++) {
                path.add(names.get(i));
                Integer count = repeated.get(path);
                if (list && i == names.size() - 1) {
                    repeated.put(List.copyOf(path), count == null ? 1 : count + 1);
                    path.add(count == null ? 0 : count);
                } else if (count != null) {
                    path.add(count - 1);
                }
            }
            expect(list ? "]]" : "]");
            return List.copyOf(path);
        }

        private Entry entry(List<Object> above, int start) {
            int key = at;
            List<Object> path = with(above, names().toArray());
            int equals = at;
            expect("=");
            skipBlanks();
            Value value = value(path);
            return new Entry(path, start, key, equals, value, value.end());
        }

        private List<String> names() {
            List<String> names = new ArrayList<>();
            do {
                at += names.isEmpty() ? 0 : 1;
                skipBlanks();
                int start = at;
                if (isAt("\"") || isAt("'")) {
                    string();
                    names.add(TomlText.unquoted(text.substring(start, at)));
                } else {
                    while (at < text.length() && TomlText.isBare(text.charAt(at))) {
                        at++;
                    }
                    names.add(text.substring(start, at));
                }
                if (at == start) {
                    throw unexpected();
                }
                skipBlanks();
            } while (isAt("."));
            return names;
        }

        private Value value(List<Object> path) {
            int start = at;
            List<Value> items = new ArrayList<>();
            List<Entry> entries = new ArrayList<>();
            Kind kind = isAt("[") ? Kind.LIST : isAt("{") ? Kind.TABLE : Kind.PLAIN;
            if (kind == Kind.PLAIN) {
                plain();
            } else {
                String close = kind == Kind.LIST ? "]" : "}";
                at++;
                for (skipSpace(); !isAt(close); skipSpace()) {
                    if (kind == Kind.LIST) {
                        items.add(value(with(path, items.size())));
                    } else {
                        entries.add(entry(path, at));
                    }
                    skipSpace();
                    if (!isAt(close)) {
                        expect(",");
                    }
                }
                at++;
            }
            return new Value(start, at, kind, List.copyOf(items), List.copyOf(entries));
        }

        private void plain() {
            int start = at;
            if (isAt("\"") || isAt("'")) {
                string();
                return;
            }
            while (at < text.length() && ",]}#\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            while (at > start && " \t".indexOf(text.charAt(at - 1)) >= 0) {
                at--;
            }
            if (at == start) {
                throw unexpected();
            }
        }

        private void string() {
            char quote = text.charAt(at);
            String triple = String.valueOf(quote).repeat(3);
            boolean isLong = isAt(triple);
            String close = isLong ? triple : triple.substring(2);
            at += close.length();
            while (!isAt(close)) {
                at += quote == '"' && isAt("\\") ? 2 : 1;
                if (at >= text.length()) {
                    throw unexpected();
                }
            }
            at += close.length();
            // Up to two quotes of its own may stand before those that end it.
            for (int i = 0; isLong && i < 2 && isAt(triple.substring(2)); i++) {
                at++;
            }
        }

        /** Over blanks, ends of lines and comments. */
        private void skipSpace() {
            while (at < text.length() && " \t\r\n#".indexOf(text.charAt(at)) >= 0) {
                if (text.charAt(at) == '#') {
                    toLineEnd();
                } else {
                    at++;
                }
            }
            if (at >= text.length()) {
                throw unexpected();
            }
        }

        private void skipBlanks() {
            while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private void endLine() {
            skipBlanks();
            if (isAt("#")) {
                toLineEnd();
            }
            if (isAt("\r\n")) {
                at++;
            }
            if (at < text.length() && text.charAt(at) != '\n') {
                throw unexpected();
            }
            at = Math.min(at + 1, text.length());
        }

        private void toLineEnd() {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
        }

        private boolean isAt(String what) {
            return text.startsWith(what, at);
        }

        private void expect(String what) {
            if (!isAt(what)) {
                throw unexpected();
            }
            at += what.length();
        }

        private IllegalArgumentException unexpected() {
            return new IllegalArgumentException("no TOML at " + at);
        }
    }
}
