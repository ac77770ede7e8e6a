package dev.fermata.config;

import java.util.List;
import java.util.stream.Collectors;

/** How names and values are written in TOML. Stateless. */
public final class TomlText {
    private TomlText() {
    }

    /** @param value a String, Long, finite Double or Boolean, or a list of such */
    public static String of(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(TomlText::of).collect(Collectors.joining(", ", "[", "]"))
                : value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    /** A name, in quotes where it needs them. */
    public static String name(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> isBare((char) c)) ? name : quoted(name);
    }

    static boolean isBare(char c) {
        return c == '_' || c == '-' || c < 128 && Character.isLetterOrDigit(c);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F) {
                out.append(String.format("\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** What a name in quotes says. */
    static String unquoted(String text) {
        String inner = text.substring(1, text.length() - 1);
        if (text.charAt(0) == '\'' || inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char what = inner.charAt(++i);
            int digits = what == 'u' ? 4 : what == 'U' ? 8 : what == 'x' ? 2 : 0;
            if (digits > 0) {
                out.appendCodePoint(Integer.parseInt(inner, i + 1, i + 1 + digits, 16));
                i += digits;
            } else {
                int known = "btnfre".indexOf(what);
                out.append(known < 0 ? what : "\b\t\n\f\r\u001b".charAt(known));
            }
        }
        return out.toString();
    }
}
