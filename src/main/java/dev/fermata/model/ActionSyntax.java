package dev.fermata.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The written form of key sequences: steps separated by commas, e.g. {@code q,delay100,shift+w}.
 *
 * <ul>
 *   <li>{@code q} or {@code shift+w}: a tap or chord;
 *   <li>{@code delay100} or {@code delay1.5s}: a wait, in milliseconds unless a unit follows;
 *   <li>{@code d:shift} and {@code u:shift}: press and release on their own.
 * </ul>
 */
public final class ActionSyntax {
    /** The longest wait one step may ask for. */
    public static final Duration MAX_DELAY = Duration.ofMinutes(10);
    /** The most steps a sequence may have. */
    public static final int MAX_STEPS = 256;

    /** Why a key cannot be pressed on its own. */
    public static final String ONLY_CLICKED = "the mouse wheel can only be clicked, not kept down";

    private static final String NOTHING = "a key name was expected, but nothing is here";
    private static final Pattern DELAY = Pattern.compile("delay\\s*(.*)", Pattern.CASE_INSENSITIVE);

    private ActionSyntax() {
    }

    /**
     * A text that is not a key sequence.
     *
     * @param offset where in the text the problem begins, from 0
     * @param length how many characters are wrong
     * @param problem what is wrong, one sentence without a full stop
     * @param meant what could stand there instead, best first: each makes its step a right one; may be empty
     * @param noKey whether what stands there should be a key's name and is none
     */
    public record Problem(int offset, int length, String problem, List<String> meant, boolean noKey) {
        /** The problem with what was probably meant, one sentence. */
        public String told() {
            return noKey ? problem + hint(meant) : problem;
        }
    }

    /** The outcome of parsing: an action, or every problem found. */
    public record Parsed(Optional<Action> action, List<Problem> problems) {
    }

    /** Reads a sequence; never throws. A single step is returned as itself, not as a sequence. */
    public static Parsed parse(String text) {
        List<Action> actions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int offset = 0;
        for (String part : text.split(",", -1)) {
            int leading = part.length() - part.stripLeading().length();
            List<Problem> ofStep = new ArrayList<>();
            step(part.strip(), offset + leading, actions, ofStep);
            for (Problem problem : ofStep) {
                problems.add(withMeant(problem, part.strip(), offset + leading));
            }
            offset += part.length() + 1;
        }
        if (actions.size() > MAX_STEPS) {
            problems.add(problem(0, text.length(),
                    "a sequence has at most " + MAX_STEPS + " steps, this one has " + actions.size()));
        }
        if (problems.isEmpty()) {
            checkPairs(actions, text, problems);
        }
        if (!problems.isEmpty()) {
            return new Parsed(Optional.empty(), List.copyOf(problems));
        }
        Action action = actions.size() == 1 ? actions.get(0) : new Action.Sequence(actions);
        return new Parsed(Optional.of(action), List.of());
    }

    /** The problem of a step; that of a key that is none, with what would make it a right step. */
    private static Problem withMeant(Problem problem, String step, int stepOffset) {
        int from = problem.offset() - stepOffset;
        int to = Math.min(step.length(), from + problem.length());
        if (!problem.noKey()) {
            return problem;
        }
        List<String> meant = MeantKeys.inSteps(step.substring(from, to),
                written -> isRight(step.substring(0, from) + written + step.substring(to)));
        return new Problem(problem.offset(), problem.length(), problem.problem(), meant, true);
    }

    private static boolean isRight(String steps) {
        List<Problem> problems = new ArrayList<>();
        for (String part : steps.split(",", -1)) {
            step(part.strip(), 0, new ArrayList<>(), problems);
        }
        return problems.isEmpty();
    }

    private static Problem problem(int offset, int length, String problem) {
        return new Problem(offset, length, problem, List.of(), false);
    }

    private static void step(String step, int offset, List<Action> actions, List<Problem> problems) {
        if (step.isEmpty()) {
            problems.add(problem(offset, 1, "a key, a chord such as shift+w or a delay such as"
                    + " delay100 was expected, but nothing is here"));
            return;
        }
        Matcher delay = DELAY.matcher(step);
        if (delay.matches()) {
            delay(delay, step, offset, actions, problems);
        } else if (step.startsWith("d:")) {
            alone(step, offset, problems).ifPresent(k -> actions.add(new Action.Press(k)));
        } else if (step.startsWith("u:")) {
            alone(step, offset, problems).ifPresent(k -> actions.add(new Action.Release(k)));
        } else {
            chord(step, offset, problems).ifPresent(keys -> actions.add(new Action.Tap(keys)));
        }
    }

    private static void delay(
            Matcher delay, String step, int offset, List<Action> actions, List<Problem> problems) {
        Optional<Duration> length = Durations.parseMillis(delay.group(1));
        if (length.isEmpty()) {
            problems.add(problem(offset, step.length(),
                    "a delay is written delay100 (milliseconds) or delay1.5s"));
        } else if (length.get().isZero() || length.get().compareTo(MAX_DELAY) > 0) {
            problems.add(problem(offset, step.length(),
                    "a delay is longer than 0 and at most " + Durations.format(MAX_DELAY)));
        } else {
            actions.add(new Action.Delay(length.get()));
        }
    }

    /** Reads the key of {@code d:shift} or {@code u:shift}. */
    private static Optional<Key> alone(String step, int offset, List<Problem> problems) {
        Optional<Key> key = key(step.substring(2), offset + 2, problems);
        if (key.filter(Key::isWheel).isPresent()) {
            problems.add(new Problem(offset, step.length(), ONLY_CLICKED, List.of(key.get().id()), false));
            return Optional.empty();
        }
        return key;
    }

    /** Reads {@code shift+w}; a key twice in one chord is a problem. */
    static Optional<List<Key>> chord(String step, int offset, List<Problem> problems) {
        List<Key> keys = new ArrayList<>();
        int at = offset;
        for (String name : step.split("\\+", -1)) {
            int here = at + name.length() - name.stripLeading().length();
            Optional<Key> key = key(name.strip(), here, problems);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            if (keys.contains(key.get())) {
                problems.add(problem(here, name.strip().length(),
                        key.get() + " is in this chord twice"));
                return Optional.empty();
            }
            keys.add(key.get());
            at += name.length() + 1;
        }
        return Optional.of(keys);
    }

    private static Optional<Key> key(String name, int offset, List<Problem> problems) {
        Optional<Key> key = Key.find(name);
        if (key.isEmpty()) {
            problems.add(name.isEmpty() ? problem(offset, 1, NOTHING)
                    : new Problem(offset, name.length(), noKey(name), List.of(), true));
        }
        return key;
    }

    /** The sentence for a name that is no key, with what was probably meant. */
    public static String unknownKey(String name) {
        return name.isEmpty() ? NOTHING : noKey(name) + hint(MeantKeys.among(name));
    }

    private static String hint(List<String> meant) {
        return meant.isEmpty() ? "; 'fermata keys' lists the names"
                : "; did you mean " + String.join(" or ", meant) + "?";
    }

    private static String noKey(String name) {
        return "'" + name + "' is not a key";
    }

    private static void checkPairs(List<Action> actions, String text, List<Problem> problems) {
        List<Key> down = new ArrayList<>();
        for (Action action : actions) {
            if (action instanceof Action.Press press) {
                down.add(press.key());
            } else if (action instanceof Action.Release release && !down.remove(release.key())) {
                problems.add(problem(Math.max(0, text.indexOf("u:")), 2,
                        "u:" + release.key() + " releases a key that no d:" + release.key()
                                + " pressed before it"));
            }
        }
    }
}
