package dev.fermata.speak.pipeline;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out what nobody reads aloud and writes each sign one way: Unicode's compatibility form (NFKC), one blank for
 * many, no control characters, no emoji, no marks in rows. The marks of Chinese stay those of Chinese. A line break is
 * the end of a sentence.
 */
final class Normalise implements Step<List<String>> {
    /** What NFKC would make commas and full stops of English, which voices read Chinese worse with. */
    private static final Pattern CHINESE_MARKS = Pattern.compile("(?<=[！，：；？（）])|(?=[！，：；？（）])");
    private static final Pattern DECORATION = Pattern.compile("([*_~#=|<>^\\\\-])\\1+");
    private static final Pattern REPEATED_MARKS = Pattern.compile("([!?,;:！？，。、])\\1+");
    private static final Pattern DOTS = Pattern.compile("\\.{2,}|…+");
    private static final Pattern BREAKS = Pattern.compile("[^\\S\\n]*\\n\\s*");
    private static final Pattern BLANKS = Pattern.compile("[^\\S\\n]+");
    private static final int DEGREES = '°';

    @Override
    public List<String> apply(List<String> value, Said said) {
        return value.stream().map(Normalise::of).filter(each -> !each.isEmpty()).toList();
    }

    private static String of(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (String part : CHINESE_MARKS.split(text)) {
            (CHINESE_MARKS.matcher(part).find() ? part : Normalizer.normalize(part, Normalizer.Form.NFKC)).codePoints()
                    .forEach(each -> keep(each, kept));
        }
        String clean = DECORATION.matcher(kept).replaceAll(" ");
        clean = DOTS.matcher(REPEATED_MARKS.matcher(clean).replaceAll("$1")).replaceAll("…");
        return BLANKS.matcher(BREAKS.matcher(clean).replaceAll("\n")).replaceAll(" ").strip();
    }

    private static void keep(int codePoint, StringBuilder kept) {
        switch (Character.getType(codePoint)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> kept.append('\n');
            case Character.SPACE_SEPARATOR -> kept.append(' ');
            case Character.CONTROL -> kept.append(codePoint == '\n' || codePoint == '\r' ? '\n' : ' ');
            // Emoji are symbols, with what joins and colours them.
            case Character.OTHER_SYMBOL -> {
                if (codePoint == DEGREES) {
                    kept.appendCodePoint(codePoint);
                } else {
                    kept.append(' ');
                }
            }
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.ENCLOSING_MARK -> {
                // nothing of it is heard
            }
            default -> {
                boolean colour = codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
                boolean variation = codePoint >= 0xFE00 && codePoint <= 0xFE0F;
                if (!colour && !variation) {
                    kept.appendCodePoint(codePoint);
                }
            }
        }
    }
}
