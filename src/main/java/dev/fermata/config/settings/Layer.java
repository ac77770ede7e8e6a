package dev.fermata.config.settings;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Field;
import dev.fermata.config.ProblemText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one source of settings says: values, and problems. Confined to the thread that reads. */
final class Layer {
    private final Map<Setting<?>, Values.Given> values = new LinkedHashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    /** What was set. */
    Map<Setting<?>, Values.Given> values() {
        return values;
    }

    /** What was wrong, in the order of the file. */
    List<Diagnostic> problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column)).toList();
    }

    void set(Setting<?> setting, Object value, String source) {
        values.put(setting, new Values.Given(value, source));
    }

    void add(Diagnostic problem) {
        problems.add(problem);
    }

    void error(String source, Optional<Diagnostic.Mark> at, String problem, String expected, List<String> meant) {
        problems.add(new Diagnostic(source, at, Diagnostic.Severity.ERROR, problem, expected, meant));
    }

    /** Reads a variable or a flag. */
    <T> void text(Setting<T> setting, String text, String source) {
        Optional<T> value = setting.type().ofText(text.strip());
        if (value.isPresent()) {
            set(setting, value.get(), source);
        } else {
            wrong(setting, ProblemText.quote(text), text, source, Optional.empty());
        }
    }

    /**
     * Says that a value is none of the setting's type.
     *
     * @param described the value in words
     * @param written the value if it was a word or a whole number, to find out what was meant
     */
    void wrong(Field<?> setting, String described, String written, String source, Optional<Diagnostic.Mark> at) {
        String expected = setting.type().expected();
        if (setting.type().secret()) {
            error(source, at.map(Layer::withoutLine), "'" + setting + "' cannot be used (it is not shown here)",
                    expected, List.of());
        } else {
            error(source, at, "'" + setting + "' cannot be " + described, expected,
                    setting.type().meant(written));
        }
    }

    /** The place without its line: what stands there is nobody else's business. */
    static Diagnostic.Mark withoutLine(Diagnostic.Mark mark) {
        return new Diagnostic.Mark(mark.line(), mark.column(), mark.width(), "");
    }

    /** The place with its line cut off after it: an unknown name may be a mistyped token. */
    static Diagnostic.Mark withoutValue(Diagnostic.Mark mark) {
        String line = mark.text();
        int points = Math.min(mark.column() - 1 + mark.width(), line.codePointCount(0, line.length()));
        return new Diagnostic.Mark(mark.line(), mark.column(), mark.width(),
                line.substring(0, line.offsetByCodePoints(0, points)));
    }
}
