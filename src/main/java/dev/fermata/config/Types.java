package dev.fermata.config;

import dev.fermata.model.Printable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The simple types: truth, numbers, words and texts. */
public final class Types {
    /** How else people say so. */
    private static final List<String> YES = List.of("yes", "y", "on", "1", "enabled");
    private static final List<String> NO = List.of("no", "n", "off", "0", "disabled");

    private Types() {
    }

    /** {@code true} or {@code false}. */
    public static Type<Boolean> flag() {
        return new Type<>("`true` or `false`", "true or false", "true or false, without quotes") {
            @Override
            public Reading<Boolean> read(Node node, String name) {
                return node.value() instanceof Boolean flag
                        ? Reading.of(flag) : wrongType(node, name, "true or false", meant(node.text()));
            }

            @Override
            public Optional<Boolean> ofText(String text) {
                int index = words().indexOf(text.toLowerCase(Locale.ROOT));
                return index < 0 ? Optional.empty() : Optional.of(index == 0);
            }

            @Override
            protected List<String> words() {
                return List.of("true", "false");
            }

            @Override
            public List<String> meant(String text) {
                String word = text.strip().toLowerCase(Locale.ROOT);
                return YES.contains(word) ? List.of("true") : NO.contains(word) ? List.of("false") : super.meant(text);
            }

            @Override
            public Map<String, Object> jsonSchema() {
                return Map.of("type", "boolean");
            }
        };
    }

    /** A whole number within limits that are told otherwise, or are no limits. */
    public static Type<Long> whole(String title, String expected, long least, long most) {
        return whole(title, expected, expected, least, most);
    }

    /** A whole number within limits. */
    public static Type<Long> whole(long least, long most) {
        String limits = "a whole number from " + least + " to " + most;
        return whole("number, " + least + " to " + most, limits, limits + ", without quotes", least, most);
    }

    private static Type<Long> whole(String title, String expected, String written, long least, long most) {
        return new Type<>(title, expected, written) {
            @Override
            public Reading<Long> read(Node node, String name) {
                if (!(node.value() instanceof Number) || node.value() instanceof Double) {
                    return wrongType(node, name, "a whole number",
                            ofText(node.text().strip()).map(number -> List.of(number.toString())).orElse(List.of()));
                }
                return node.value() instanceof Long number && number >= least && number <= most ? Reading.of(number)
                        : Reading.wrong(Fault.of(node, Fault.Kind.RANGE, "'" + name + "' is " + node.value()));
            }

            @Override
            public Optional<Long> ofText(String text) {
                try {
                    return read(Node.of(Long.valueOf(text)), "").value();
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }

            @Override
            public Map<String, Object> jsonSchema() {
                return least == Long.MIN_VALUE ? Map.of("type", "integer")
                        : Map.of("type", "integer", "minimum", least, "maximum", most);
            }
        };
    }

    /** A number, with decimals if wanted, within limits. */
    public static Type<Double> number(String least, String most) {
        double lowest = Double.parseDouble(least);
        double highest = Double.parseDouble(most);
        String limits = "a number from " + least + " to " + most;
        return new Type<>("number, " + least + " to " + most, limits, limits + ", without quotes") {
            @Override
            public Reading<Double> read(Node node, String name) {
                double number = node.value() instanceof Number ? node.number().orElseThrow() : Double.NaN;
                return Double.isNaN(number) ? wrongType(node, name, "a number")
                        : number >= lowest && number <= highest ? Reading.of(number)
                        : Reading.wrong(Fault.of(node, Fault.Kind.RANGE, "'" + name + "' is " + node.value()));
            }

            @Override
            public Optional<Double> ofText(String text) {
                try {
                    return read(Node.of(new BigDecimal(text)), "").value();
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }

            @Override
            public String show(Double value) {
                return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
            }

            @Override
            public Object json(Double value) {
                return new BigDecimal(show(value));
            }

            @Override
            public Map<String, Object> jsonSchema() {
                return Map.of("type", "number", "minimum", new BigDecimal(least), "maximum", new BigDecimal(most));
            }
        };
    }

    /** One of the words of an enum, in small letters. */
    public static <E extends Enum<E>> Type<E> word(Class<E> type) {
        return new WordType<>(type, false, Map.of());
    }

    /**
     * One of the words of an enum, in small or capital letters.
     *
     * @param others further words for some of them, in lower case
     */
    public static <E extends Enum<E>> Type<E> wordInAnyCase(Class<E> type, Map<String, E> others) {
        return new WordType<>(type, true, others);
    }

    private static final class WordType<E extends Enum<E>> extends Type<E> {
        private final E[] constants;
        private final List<String> words;
        private final boolean anyCase;
        private final Map<String, E> others;

        WordType(Class<E> type, boolean anyCase, Map<String, E> others) {
            super(ProblemText.either(ProblemText.of(type).stream().map(word -> "`\"" + word + "\"`").toList()),
                    ProblemText.either(ProblemText.of(type)),
                    ProblemText.either(ProblemText.of(type).stream().map(word -> "\"" + word + "\"").toList()));
            this.constants = type.getEnumConstants();
            this.words = ProblemText.of(type);
            this.anyCase = anyCase;
            this.others = others;
        }

        @Override
        public Reading<E> read(Node node, String name) {
            if (!(node.value() instanceof String text)) {
                return wrongType(node, name, "text in quotes");
            }
            if (text.isBlank()) {
                return empty(node, name);
            }
            String word = anyCase ? text.strip().toLowerCase(Locale.ROOT) : text.strip();
            int index = words.indexOf(word);
            if (index < 0 && !others.containsKey(word)) {
                return Reading.wrong(Fault.of(node, Fault.Kind.VALUE,
                        ProblemText.quote(text) + " is not a value of '" + name + "'")
                        .meaning(meant(text).stream().map(Type::quote).toList()));
            }
            return Reading.of(index < 0 ? others.get(word) : constants[index]);
        }

        @Override
        protected List<String> words() {
            return words;
        }

        @Override
        public Map<String, Object> jsonSchema() {
            return Map.of("type", "string", "enum", words);
        }

        @Override
        public String show(E value) {
            return words.get(value.ordinal());
        }
    }

    /** A text that is shown in lists, logs and events: on one line, without the blanks around it. */
    public static Type<String> line(String what, int longest, boolean mayBeBlank) {
        return new Type<>("text, at most " + longest + " characters", what + " of at most " + longest + " characters",
                what + " in quotes of at most " + longest + " characters") {
            @Override
            public Reading<String> read(Node node, String name) {
                if (!(node.value() instanceof String text)) {
                    return wrongType(node, name, "text in quotes", literals(node.text()));
                }
                String line = text.strip();
                int length = line.codePointCount(0, line.length());
                if (line.isEmpty() && !mayBeBlank) {
                    return empty(node, name);
                }
                if (length > longest) {
                    return Reading.wrong(Fault.of(node, Fault.Kind.VALUE,
                            "'" + name + "' has " + length + " characters"));
                }
                return line.codePoints().allMatch(Printable::is) ? Reading.of(line)
                        : Reading.wrong(Fault.of(node, Fault.Kind.VALUE, "'" + name + "' contains a line break, a tab"
                                + " or another character that cannot be shown")
                                .expecting(written() + " that fits on one line"));
            }

            @Override
            public Map<String, Object> jsonSchema() {
                return mayBeBlank ? Map.of("type", "string", "maxLength", longest)
                        : Map.of("type", "string", "maxLength", longest, "pattern", "\\S");
            }
        };
    }

    /** A text that a function understands, or does not. @param show what it understands as text again */
    public static <T> Type<T> text(String expected, Function<String, Optional<T>> reader, Function<T, String> show) {
        return new TextType<>(expected, reader, show);
    }

    /** The same of a pattern, which tells editors as much as a pattern can. */
    public static <T> Type<T> text(String expected, String pattern, Function<String, Optional<T>> reader,
            Function<T, String> show) {
        return new TextType<>(expected, reader, show) {
            @Override
            public Map<String, Object> jsonSchema() {
                return Map.of("type", "string", "pattern", pattern);
            }
        };
    }

    /** A text of a pattern. */
    public static Type<String> pattern(String expected, String pattern) {
        return new TextType<>(expected, text -> Optional.of(text).filter(each -> each.matches(pattern)), text -> text) {
            @Override
            public Map<String, Object> jsonSchema() {
                return Map.of("type", "string", "pattern", "^" + pattern + "$");
            }
        };
    }

    /** A text that passes a test. */
    public static Type<String> text(String expected, Predicate<String> good) {
        return new TextType<>(expected, text -> Optional.of(text).filter(good), text -> text);
    }

    private static class TextType<T> extends Type<T> {
        private final Function<String, Optional<T>> reader;
        private final Function<T, String> show;

        TextType(String expected, Function<String, Optional<T>> reader, Function<T, String> show) {
            super("text", expected, expected);
            this.reader = reader;
            this.show = show;
        }

        @Override
        public Reading<T> read(Node node, String name) {
            if (!(node.value() instanceof String text)) {
                return wrongType(node, name, "text in quotes");
            }
            Optional<T> value = reader.apply(text);
            return value.isPresent() ? new Reading<>(value, List.of())
                    : Reading.wrong(Fault.of(node, Fault.Kind.VALUE,
                            ProblemText.quote(text) + " is not a value of '" + name + "'"));
        }

        @Override
        public String show(T value) {
            return show.apply(value);
        }
    }
}
