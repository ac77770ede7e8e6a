package dev.fermata.config;

import dev.fermata.model.Durations;
import dev.fermata.model.Key;
import dev.fermata.model.MeantKeys;
import dev.fermata.model.NearestName;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the lines of a take. Used once, by one thread. */
final class TakeLines {
    /** After so many mistakes it is none, and nobody reads more of them. */
    private static final int MOST_PROBLEMS = 200;
    private static final long MAX_MICROS = Take.MAX_LENGTH.toNanos() / 1_000;
    private static final Pattern WORD = Pattern.compile("[^ \t]+");
    private static final List<String> KINDS = List.of("down", "up", "move", "wheel", TakeText.END);
    private static final String A_STROKE =
            "a stroke, such as '48211 down q', '48211 up q', '48211 move 812 440' or '48211 wheel -1'";
    private static final String A_TIME = "microseconds from the take's start, such as 48211";
    private static final String A_KEY = "a key name ('fermata keys' lists them)";
    private static final String STEPS = "steps of the wheel, from -" + Stroke.MAX_WHEEL + " to " + Stroke.MAX_WHEEL
            + " and not 0; those above 0 turn it away from you";
    private static final String PIXELS = "a place in pixels, across and down, such as 812 440";

    private final Problems problems;
    private final SourceText source;
    private final List<Stroke> strokes = new ArrayList<>();
    /** What is down, with the line that says so. */
    private final Map<Key, Integer> down = new EnumMap<>(Key.class);
    /** The words of the line at hand, and where they begin in it. */
    private final List<String> words = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private int line;
    private int found;
    /** Whether a line could not be read: what seems to be missing may be in it. */
    private boolean partlyRead;
    /** The time of the line before. */
    private long last;
    /** The line that ends it, or 0. */
    private int endLine;

    TakeLines(Problems problems) {
        this.problems = problems;
        this.source = problems.source();
    }

    TakeText read() {
        boolean begun = false;
        for (line = 1; line <= source.lineCount() && found < MOST_PROBLEMS; line++) {
            split();
            if (words.isEmpty()) {
                continue;
            }
            if (!begun) {
                begun = true;
                if (!isHeader()) {
                    break;
                }
            } else {
                stroke();
            }
        }
        if (!begun) {
            problems.error(Span.START, "this is no take", "'" + TakeText.HEADER + "' in its first line");
        }
        return new TakeText(problems.hasErrors() ? Optional.empty() : Optional.of(new Take(strokes, last)),
                problems.sorted());
    }

    /** The words of a line, without its comment. */
    private void split() {
        words.clear();
        offsets.clear();
        Matcher each = WORD.matcher(source.line(line));
        while (each.find() && !each.group().startsWith(TakeText.COMMENT)) {
            words.add(each.group());
            offsets.add(each.start());
        }
    }

    private boolean isHeader() {
        String written = String.join(" ", words);
        if (written.equals(TakeText.HEADER)) {
            return true;
        }
        boolean otherVersion = written.matches(TakeText.WORDS + " \\d+");
        wrong(0, words.size(), otherVersion ? "this is a take of another version" : "this is no take",
                "'" + TakeText.HEADER + "' in its first line", List.of());
        return false;
    }

    private void stroke() {
        if (endLine > 0) {
            wrong(0, words.size(), "the take has ended in line " + endLine, "nothing after its end", List.of());
            return;
        }
        Optional<Long> at = time();
        if (at.isEmpty()) {
            return;
        }
        if (at.get() < last) {
            wrong(0, 1, "this is before the line above it", last + " or later: strokes stand in the order of their times",
                    List.of());
            return;
        }
        last = at.get();
        if (strokes.size() == Take.MAX_STROKES && !words.subList(1, words.size()).equals(List.of(TakeText.END))) {
            wrong(0, words.size(), "a take has " + Take.MAX_STROKES + " strokes at most", "the take cut into several",
                    List.of());
            found = MOST_PROBLEMS;
            return;
        }
        if (words.size() == 1) {
            after("it does not say what happens then", A_STROKE, List.of());
            return;
        }
        int arguments = switch (words.get(1)) {
            case "down" -> down(last);
            case "up" -> up(last);
            case "move" -> move(last);
            case "wheel" -> wheel(last);
            case TakeText.END -> end();
            default -> unknown();
        };
        if (arguments >= 0 && words.size() > arguments + 2) {
            wrong(arguments + 2, words.size(), "there is too much in this line", "one stroke a line", List.of());
        }
    }

    private Optional<Long> time() {
        String word = words.get(0);
        if (KINDS.contains(word.toLowerCase(Locale.ROOT))) {
            wrong(0, 1, "it does not say when", A_TIME + ", before it", List.of(last + " " + word));
            return Optional.empty();
        }
        Optional<Long> micros = word.matches("\\d{1,11}") ? Optional.of(Long.parseLong(word)) : Optional.empty();
        if (micros.filter(each -> each <= MAX_MICROS).isPresent()) {
            return micros;
        }
        if (word.matches("\\d+")) {
            wrong(0, 1, "a take is " + Durations.format(Take.MAX_LENGTH) + " long at most", A_TIME, List.of());
        } else {
            wrong(0, 1, ProblemText.quote(word) + " is no time", A_TIME, Durations.parse(word)
                    .filter(each -> each.compareTo(Take.MAX_LENGTH) <= 0).map(TakeLines::micros).stream().toList());
        }
        return Optional.empty();
    }

    private static String micros(Duration written) {
        return Long.toString(written.toNanos() / 1_000);
    }

    private int down(long at) {
        return key().map(key -> {
            Integer since = down.put(key, line);
            if (since != null) {
                unpaired("'" + key + "' is down already, since line " + since, "'up " + key + "' before it");
            } else {
                strokes.add(new Stroke.Down(at, key));
            }
            return 1;
        }).orElse(-1);
    }

    private int up(long at) {
        return key().map(key -> {
            if (down.remove(key) == null) {
                unpaired("'" + key + "' is not down here", "'down " + key + "' before it");
            } else {
                strokes.add(new Stroke.Up(at, key));
            }
            return 1;
        }).orElse(-1);
    }

    private Optional<Key> key() {
        if (words.size() < 3) {
            after("it does not say which key", A_KEY, List.of());
            return Optional.empty();
        }
        String name = words.get(2);
        Optional<Key> key = Key.find(name);
        if (key.isEmpty()) {
            wrong(2, 3, ProblemText.quote(name) + " is not a key", A_KEY, MeantKeys.among(name));
        } else if (key.get().isWheel()) {
            wrong(1, 3, "the mouse wheel is never down", STEPS, List.of("wheel " + (key.get() == Key.WHEEL_UP ? 1 : -1)));
            return Optional.empty();
        }
        return key;
    }

    private int move(long at) {
        String place = String.join(" ", words.subList(2, Math.min(4, words.size())));
        if (words.size() < 4) {
            List<String> meant = place.matches("-?\\d+,-?\\d+") ? List.of(place.replace(',', ' ')) : List.of();
            if (meant.isEmpty()) {
                after("it does not say where to", PIXELS, meant);
            } else {
                wrong(2, 3, ProblemText.quote(place) + " is no place", PIXELS, meant);
            }
            return -1;
        }
        Optional<Integer> x = number(2, Stroke.MAX_POSITION, PIXELS);
        Optional<Integer> y = number(3, Stroke.MAX_POSITION, PIXELS);
        if (x.isPresent() && y.isPresent()) {
            strokes.add(new Stroke.Move(at, x.get(), y.get()));
        }
        return 2;
    }

    private int wheel(long at) {
        if (words.size() < 3) {
            after("it does not say how far", STEPS, List.of());
            return -1;
        }
        Optional<Integer> steps = number(2, Stroke.MAX_WHEEL, STEPS);
        if (steps.filter(each -> each == 0).isPresent()) {
            wrong(2, 3, "this turns nothing", STEPS, List.of());
        } else {
            steps.ifPresent(each -> strokes.add(new Stroke.Wheel(at, each)));
        }
        return 1;
    }

    private Optional<Integer> number(int word, int most, String expected) {
        String text = words.get(word);
        if (!text.matches("[+-]?\\d{1,9}")) {
            String whole = text.replaceFirst("[.,]\\d*$|,$", "");
            wrong(word, word + 1, ProblemText.quote(text) + " is no whole number", expected,
                    Stream.of(whole).filter(each -> each.matches("-?\\d{1,5}")).toList());
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        if (Math.abs(number) > most) {
            wrong(word, word + 1, "this is beyond " + most, expected, List.of());
            return Optional.empty();
        }
        return Optional.of(number);
    }

    private int end() {
        endLine = line;
        return 0;
    }

    private int unknown() {
        String word = words.get(1);
        List<String> meant = NearestName.among(KINDS, word);
        if (meant.isEmpty()) {
            meant = Key.find(word).filter(key -> !key.isWheel()).map(key -> List.of("down " + word, "up " + word))
                    .orElse(List.of());
        }
        wrong(1, 2, ProblemText.quote(word) + " is none of the things that happen", ProblemText.either(KINDS), meant);
        return -1;
    }

    private void unpaired(String problem, String expected) {
        if (!partlyRead) {
            wrong(2, 3, problem, expected, List.of());
            partlyRead = false;
        }
    }

    /** Something is wrong with some of the words. */
    private void wrong(int from, int to, String problem, String expected, List<String> meant) {
        String text = source.line(line);
        int start = offsets.get(from);
        int end = offsets.get(to - 1) + words.get(to - 1).length();
        error(text, start, end, problem, expected, meant);
    }

    /** Something is missing after the last word. */
    private void after(String problem, String expected, List<String> meant) {
        int end = offsets.get(words.size() - 1) + words.get(words.size() - 1).length();
        error(source.line(line), end, end, problem, expected, meant);
    }

    private void error(String text, int start, int end, String problem, String expected, List<String> meant) {
        found++;
        partlyRead = true;
        problems.error(new Span(line, text.codePointCount(0, start) + 1, text.codePointCount(start, end)), problem,
                expected, meant);
    }
}
