package dev.fermata.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The written form of conditions: comparisons of a sensor's value with a number or a percentage ({@code hp < 50},
 * {@code mana >= 30%}), {@code meteor ready}, the bare name of a sensor that says yes or no, {@code not}, {@code and},
 * {@code or} and brackets. {@code not} binds closest, {@code or} loosest.
 */
public final class ConditionSyntax {
    /** What no sensor can be called. */
    public static final Set<String> WORDS = Set.of("and", "or", "not", "ready", "cooling");
    /** Deeper is nobody's, and would be read by a call inside a call. */
    private static final int DEEPEST = 50;
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<name>[\\p{L}_][\\p{L}\\p{N}_-]*)"
            + "|(?<number>[0-9]+(?:\\.[0-9]+)?)|(?<sign><=|>=|==|!=|<>|=<|=>|&&|\\|\\||[<>=!&|()%]))\\s*");
    /** What other languages write. */
    private static final Map<String, String> MEANT = Map.ofEntries(Map.entry("&&", "and"), Map.entry("&", "and"),
            Map.entry("||", "or"), Map.entry("|", "or"), Map.entry("!", "not"), Map.entry("=", "=="),
            Map.entry("<>", "!="),
            Map.entry("=<", "<="), Map.entry("=>", ">="), Map.entry("is", "=="), Map.entry("equals", "=="),
            Map.entry("below", "<"), Map.entry("under", "<"), Map.entry("above", ">"), Map.entry("over", ">"));

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private int next;
    private int depth;

    private ConditionSyntax(String text) {
        this.text = text;
    }

    /**
     * What is wrong, one sentence without a full stop.
     *
     * @param offset where in the text it begins, from 0
     * @param length how many characters are wrong
     * @param expected what would be right
     */
    public record Problem(int offset, int length, String problem, String expected) {
    }

    /** How a sensor is used. */
    public enum Use { COMPARED, PERCENT, READY, BARE }

    /**
     * Where a sensor is mentioned, for whoever knows which sensors there are and of what kind.
     *
     * @param number what it is compared with; 0 where it is not
     */
    public record Mention(String sensor, Use use, double number, int offset, int length) {
    }

    /** The outcome: a condition with all that it mentions, or the first problem. */
    public record Parsed(Optional<Condition> condition, List<Mention> mentions, Optional<Problem> problem) {
    }

    private record Token(String text, boolean name, boolean number, int offset) {
        boolean is(String word) {
            return text.equals(word);
        }
    }

    private static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        SyntaxException(Problem problem) {
            super(problem.problem(), null, false, false);
            this.problem = problem;
        }
    }

    /** Reads a condition; never throws. */
    public static Parsed parse(String text) {
        ConditionSyntax syntax = new ConditionSyntax(text);
        try {
            syntax.split();
            Condition condition = syntax.either();
            if (syntax.next < syntax.tokens.size()) {
                throw syntax.tooMuch();
            }
            return new Parsed(Optional.of(condition), List.copyOf(syntax.mentions), Optional.empty());
        } catch (SyntaxException e) {
            return new Parsed(Optional.empty(), List.of(), Optional.of(e.problem));
        }
    }

    private void split() throws SyntaxException {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            String name = matcher.group("name");
            String number = matcher.group("number");
            String group = name != null ? "name" : number != null ? "number" : "sign";
            // Only the words of the language are the same in capitals.
            String word = name != null && WORDS.contains(name.toLowerCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT)
                    : matcher.group(group);
            tokens.add(new Token(word, name != null, number != null, matcher.start(group)));
            at = matcher.end();
        }
        if (at < text.length() && !text.substring(at).isBlank()) {
            int length = Character.charCount(text.codePointAt(at));
            throw new SyntaxException(new Problem(at, length, "'" + text.substring(at, at + length)
                    + "' has no meaning in a condition",
                    "sensors, numbers, < <= > >= == !=, and, or, not, ready, ( )"));
        }
    }

    /** What follows a whole condition and does not belong to it. */
    private SyntaxException tooMuch() {
        Token token = peek();
        if (token.is(")")) {
            return wrong("this bracket closes nothing", "a ( before it, or no )");
        }
        if (token.number()) {
            return wrong("a number cannot follow without a comparison", "one of < <= > >= == != before it");
        }
        List<String> meant = token.name() ? NearestName.among(WORDS, token.text()) : List.of();
        return meant.isEmpty() || meant.contains(token.text())
                ? wrong("this is too much here", "'and' or 'or' before another condition")
                : wrong("'" + token.text() + "' is not known in conditions", "'" + meant.get(0) + "'");
    }

    private Condition either() throws SyntaxException {
        Condition all = both();
        while (take("or")) {
            all = new Condition.Either(all, both());
        }
        return all;
    }

    private Condition both() throws SyntaxException {
        Condition all = one();
        while (take("and")) {
            all = new Condition.Both(all, one());
        }
        return all;
    }

    private Condition one() throws SyntaxException {
        if (++depth > DEEPEST) {
            throw wrong("this is nested too deep", "at most " + DEEPEST + " brackets and 'not' inside each other");
        }
        Condition condition;
        if (take("not")) {
            condition = new Condition.Not(one());
        } else if (take("(")) {
            condition = either();
            if (!take(")")) {
                throw wrong("a bracket is not closed", "a )");
            }
        } else {
            condition = sensor();
        }
        depth--;
        return condition;
    }

    private Condition sensor() throws SyntaxException {
        Token name = peek();
        if (name == null || !name.name() || WORDS.contains(name.text())) {
            throw wrong(name != null && name.number() ? "a number cannot stand first" : "a sensor was expected",
                    "the name of a sensor, such as hp < 50");
        }
        next++;
        if (take("ready")) {
            mention(name, Use.READY, 0);
            return new Condition.Is(name.text());
        }
        if (take("cooling")) {
            mention(name, Use.READY, 0);
            return new Condition.Not(new Condition.Is(name.text()));
        }
        for (Condition.Comparison by : Condition.Comparison.values()) {
            if (take(by.sign())) {
                return compared(name, by);
            }
        }
        mention(name, Use.BARE, 0);
        return new Condition.Is(name.text());
    }

    private Condition compared(Token name, Condition.Comparison by) throws SyntaxException {
        Token number = peek();
        if (number == null || !number.number()) {
            throw wrong("a number was expected", "a number or a percentage, such as " + name.text() + " " + by.sign()
                    + " 50");
        }
        next++;
        boolean percent = take("%");
        double value = Double.parseDouble(number.text());
        mention(name, percent ? Use.PERCENT : Use.COMPARED, value);
        return new Condition.Compared(name.text(), by, value, percent);
    }

    private void mention(Token name, Use use, double number) {
        mentions.add(new Mention(name.text(), use, number, name.offset(), name.text().length()));
    }

    private Token peek() {
        return next < tokens.size() ? tokens.get(next) : null;
    }

    private boolean take(String word) {
        Token token = peek();
        boolean is = token != null && token.is(word);
        if (is) {
            next++;
        }
        return is;
    }

    private SyntaxException wrong(String problem, String expected) {
        Token token = peek();
        if (token == null) {
            return new SyntaxException(new Problem(text.length(), 0,
                    tokens.isEmpty() ? "the condition is empty" : problem + ", but the condition ends here", expected));
        }
        String meant = MEANT.get(token.text());
        return new SyntaxException(meant != null
                ? new Problem(token.offset(), token.text().length(),
                        "'" + token.text() + "' is not known in conditions", "'" + meant + "'")
                : new Problem(token.offset(), token.text().length(), problem, expected));
    }
}
