package dev.fermata.stream.llm;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A sentence of a model as it is spoken: without Markdown, addresses, faces and stage directions. What stands in brackets
 * is a direction where it begins or ends the sentence, or the brackets are square; what stands between stars where it is a
 * sentence of its own before another. Pure.
 */
final class SpokenText {
    private static final String INSIDE = "[^()（）]{1,80}";

    private record Rule(Pattern what, String instead) {
        Rule(String what, String instead) {
            this(Pattern.compile(what), instead);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("!?\\[([^\\]]{0,200})]\\([^)\\s]{0,500}\\)", "$1"),
            new Rule("(?i)<?\\b(?:https?://|www\\.)[^\\s，。！？）)>]*[^\\s，。！？）)>.,!?]>?", ""),
            new Rule("</?[A-Za-z][^<>]{0,60}>", ""),
            new Rule("(?m)^\\s*(?:#{1,6}\\s+|[-+•]\\s+|\\*\\s+|>\\s?|\\d{1,2}\\)\\s+)", ""),
            new Rule("(?m)^\\s*(?:[-*_=|:]\\s*){3,}$", ""),
            new Rule("\\*{2,3}|_{2,}|~{2,}|`+", ""),
            new Rule("[\\[【][^\\[\\]【】]{1,80}[]】]", " "),
            new Rule("^(?:\\s*[(（]" + INSIDE + "[)）])+", ""),
            new Rule("\\s*[(（]" + INSIDE + "[)）](?=[.!?。！？…]*\\s*$)", ""),
            new Rule("^\\s*\\*[^*\\s][^*]{0,80}\\*\\s*(?=$|(?<=\\s)[^\\p{Ll}])", ""),
            new Rule("(?<=[.!?。！？…])\\s*\\*[^*\\s][^*]{0,80}\\*\\s*$", ""),
            new Rule("\\*([^*\\s](?:[^*]{0,200}[^*\\s])?)\\*", "$1"),
            new Rule("(?<![\\p{L}\\p{N}])_([^_]{1,200})_(?![\\p{L}\\p{N}])", "$1"),
            new Rule("(?<!\\S):[a-z][a-z0-9_+-]{1,30}:(?!\\S)", ""),
            new Rule("(?<!\\S)[:;=]['-]?[)(DPp3]+(?!\\S)", ""),
            new Rule("\\s*\\|\\s*", " "),
            new Rule("\\\\(?=[^\\p{L}\\p{N}\\s])", ""));
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern BEFORE_MARK = Pattern.compile(" (?=[.,!?;，。！？；、])");
    private static final int DEGREES = '°';

    private SpokenText() {
    }

    /** The same where there is nothing to leave out; empty where nobody would hear anything of it. */
    static String of(String sentence) {
        String text = sentence.strip();
        for (Rule rule : RULES) {
            text = rule.what().matcher(text).replaceAll(rule.instead());
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(each -> keep(each, kept));
        String spoken = BEFORE_MARK.matcher(BLANKS.matcher(kept).replaceAll(" ").strip()).replaceAll("");
        return spoken.codePoints().anyMatch(Character::isLetterOrDigit) ? spoken : "";
    }

    private static void keep(int codePoint, StringBuilder kept) {
        boolean face = Character.getType(codePoint) == Character.OTHER_SYMBOL && codePoint != DEGREES
                || codePoint >= 0x1F3FB && codePoint <= 0x1F3FF || codePoint >= 0xFE00 && codePoint <= 0xFE0F;
        switch (face ? Character.UNASSIGNED : Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> kept.append(' ');
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.ENCLOSING_MARK -> {
                // nothing of it is heard
            }
            default -> kept.appendCodePoint(codePoint);
        }
    }
}
