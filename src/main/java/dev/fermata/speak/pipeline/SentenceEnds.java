package dev.fermata.speak.pipeline;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where sentences end, in Chinese and in what is written with letters. Stateless. */
public final class SentenceEnds {
    /** A mark, what closes behind it, and a blank; Chinese has no blank there. A line break by itself. */
    static final Pattern END = Pattern.compile("[.!?…]+[\"'”’)\\]»]*\\s+|[。！？…]+[”’）」』\"]*\\s*|\\n\\s*");
    /** Where one that is too long can be cut. */
    static final Pattern WITHIN = Pattern.compile("[,;:、，；：]\\s*|\\s[-–—]\\s+");

    /** What a full stop does not end, in small letters. */
    private static final Set<String> SHORT_FORMS = Set.of("mr", "mrs", "ms", "dr", "st", "vs", "no", "lv", "lvl", "etc",
            "approx", "max", "min", "prof", "z.b", "d.h", "u.a", "nr", "bzw", "ca", "usw", "e.g", "i.e", "hr", "fr");
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern LAST_WORD = Pattern.compile("([\\p{L}.]+|\\d+)\\.\\s*$");

    private SentenceEnds() {
    }

    /**
     * Where the first sentence of a text ends, with the blanks behind it, and will end however the text goes on: there is
     * something already that does not belong to it.
     *
     * @param from ends before that do not count
     */
    public static OptionalInt sure(String text, int from) {
        Matcher matcher = END.matcher(text).region(from, text.length()).useTransparentBounds(true);
        while (matcher.find() && matcher.end() < text.length()) {
            if (!isShortForm(text.substring(0, matcher.end()))) {
                return OptionalInt.of(matcher.end());
            }
        }
        return OptionalInt.empty();
    }

    /** Where a text is best cut that is too long for one sentence: behind a comma, else a blank, else anywhere. */
    public static int within(String text, int most) {
        int comma = last(WITHIN.matcher(text).region(0, most));
        int cut = comma > 0 ? comma : last(BLANK.matcher(text).region(0, most));
        if (cut > 0) {
            return cut;
        }
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private static int last(Matcher matcher) {
        int last = 0;
        while (matcher.find()) {
            last = matcher.end();
        }
        return last;
    }

    static boolean isShortForm(String text) {
        Matcher word = LAST_WORD.matcher(text);
        if (!word.find() || text.endsWith("\n")) {
            return false;
        }
        String form = word.group(1);
        // Also letters such as those of names, and the third of May as German writes it.
        return form.length() == 1 || SHORT_FORMS.contains(form.toLowerCase(Locale.ROOT))
                || Character.isDigit(form.charAt(0)) && form.length() <= 2;
    }
}
