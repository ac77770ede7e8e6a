package dev.fermata.config;

import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A take as a text that people can read, edit and compare: the line {@code fermata take 1}, then a stroke a line, such as
 * {@code 48211 up q}. Immutable.
 *
 * @param take empty when something is wrong
 * @param problems what is wrong, each with its place
 */
public record TakeText(Optional<Take> take, List<Diagnostic> problems) {
    /** What a take's file is called at its end. */
    public static final String SUFFIX = ".take";
    /** The largest text of a take, in kilobytes: room for all strokes it may have, and for comments. */
    public static final int MAX_KILOBYTES = 4 * 1024;
    /** The first line. */
    static final String HEADER = "fermata take 1";
    /** Where a file comes from another version. */
    static final String WORDS = "fermata take";
    static final String COMMENT = "#";
    static final String END = "end";

    public TakeText {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a text; never throws.
     *
     * @param file as messages call it
     */
    public static TakeText read(String file, String written) {
        if (written.length() > MAX_KILOBYTES * 1024) {
            return new TakeText(Optional.empty(), List.of(Diagnostic.ofFile(file,
                    "this text is larger than " + MAX_KILOBYTES + " KB", "a take", List.of())));
        }
        String text = written.startsWith("\uFEFF") ? written.substring(1) : written;
        return new TakeLines(new Problems(file, new SourceText(text))).read();
    }

    /** Reads a file; never throws. */
    public static TakeText readFile(Path path) {
        List<Diagnostic> problems = new ArrayList<>();
        return TextFile.read(path, MAX_KILOBYTES, "a take, as 'fermata record' writes it", problems::add)
                .map(text -> read(path.toString(), text))
                .orElseGet(() -> new TakeText(Optional.empty(), problems));
    }

    /**
     * Writes a take. It is read as the same take.
     *
     * @param remarks comments under the first line
     */
    public static String write(Take take, String... remarks) {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        for (String remark : remarks) {
            remark.lines().forEach(line -> out.append((COMMENT + " " + line).stripTrailing()).append('\n'));
        }
        long last = 0;
        for (Stroke stroke : take.strokes()) {
            line(out, stroke.atMicros(), words(stroke));
            last = stroke.atMicros();
        }
        if (take.lengthMicros() > last) {
            line(out, take.lengthMicros(), END);
        }
        return out.toString();
    }

    /** What a stroke is, without its time: {@code up q}. */
    public static String words(Stroke stroke) {
        if (stroke instanceof Stroke.Down down) {
            return "down " + down.key();
        } else if (stroke instanceof Stroke.Up up) {
            return "up " + up.key();
        } else if (stroke instanceof Stroke.Move move) {
            return "move " + move.x() + " " + move.y();
        }
        return "wheel " + ((Stroke.Wheel) stroke).steps();
    }

    /** What is wrong, as it is shown in a terminal; empty where nothing is. */
    String render() {
        return Diagnostics.render(problems);
    }

    /** The take of a text in which nothing is wrong. @throws TakeRefusedException otherwise */
    public Take required() {
        return take.orElseThrow(() -> new TakeRefusedException(render()));
    }

    /** Of one width, so that a longer take does not change the lines of a shorter one. */
    private static void line(StringBuilder out, long micros, String words) {
        String time = Long.toString(micros);
        out.append(" ".repeat(Math.max(0, 10 - time.length()))).append(time).append(' ').append(words).append('\n');
    }
}
