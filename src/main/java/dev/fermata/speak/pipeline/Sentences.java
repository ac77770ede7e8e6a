package dev.fermata.speak.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a long text where its sentences end, so that each can be made by itself: one that fails does not take the others
 * with it, and voices that learned from short texts read short texts best. Short sentences stay together; one that is
 * far too long is cut at a comma, or at a blank.
 */
final class Sentences implements Step<List<String>> {
    /** In letters: up to that nothing is cut. Two lines of print. */
    static final double TOGETHER = 120;
    /** A sentence longer than that is cut within. */
    static final double LONGEST = 250;

    private static final Pattern BLANK = Pattern.compile("\\s+");

    @Override
    public List<String> apply(List<String> value, Said said) {
        List<String> all = new ArrayList<>();
        for (String text : value) {
            all.addAll(of(text));
        }
        return all;
    }

    private static List<String> of(String text) {
        if (letters(text) <= TOGETHER) {
            return List.of(text.replace('\n', ' '));
        }
        List<String> parts = new ArrayList<>();
        for (String sentence : cut(text, SentenceEnds.END)) {
            parts.addAll(letters(sentence) <= LONGEST ? List.of(sentence) : joined(within(sentence)));
        }
        return joined(parts).stream().map(each -> each.replace('\n', ' ').strip()).filter(each -> !each.isEmpty())
                .toList();
    }

    private static List<String> within(String sentence) {
        List<String> parts = new ArrayList<>();
        for (String part : cut(sentence, SentenceEnds.WITHIN)) {
            if (letters(part) <= LONGEST) {
                parts.add(part);
            } else {
                cut(part, BLANK).forEach(word -> parts.addAll(pieces(word)));
            }
        }
        return parts;
    }

    /** A word that is longer than all that is spoken in one go. */
    private static List<String> pieces(String word) {
        List<String> pieces = new ArrayList<>();
        int[] letters = word.codePoints().toArray();
        int most = (int) (LONGEST / 4);
        for (int from = 0; from < letters.length; from += most) {
            pieces.add(new String(letters, from, Math.min(most, letters.length - from)));
        }
        return pieces;
    }

    /** Puts together what is short enough together. */
    private static List<String> joined(List<String> parts) {
        List<String> joined = new ArrayList<>();
        for (String part : parts) {
            int last = joined.size() - 1;
            if (last >= 0 && letters(joined.get(last)) + letters(part) <= TOGETHER) {
                joined.set(last, joined.get(last) + part);
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    /** Cuts behind each match; all parts together are the text. */
    private static List<String> cut(String text, Pattern behind) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        Matcher matcher = behind.matcher(text);
        while (matcher.find()) {
            if (behind != SentenceEnds.END || !SentenceEnds.isShortForm(text.substring(from, matcher.end()))) {
                parts.add(text.substring(from, matcher.end()));
                from = matcher.end();
            }
        }
        if (from < text.length()) {
            parts.add(text.substring(from));
        }
        return parts;
    }

    private static double letters(String text) {
        return new Said(text, Language.OTHER).letters(4) + BLANK.splitAsStream(text).count() - 1;
    }
}
