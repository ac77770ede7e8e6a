package dev.fermata.listen.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what pocketsphinx logs of what it has understood, and how well the sounds fit. Pure. */
final class SphinxLog {
    private static final Pattern HEARD = Pattern.compile("INFO: pocketsphinx\\.c\\(\\d+\\): (.*) \\((-?\\d+)\\)");
    private static final Pattern WORD = Pattern.compile(
            "(?:INFO: pocketsphinx\\.c\\(\\d+\\): )?(\\S+)\\s+(\\d+)\\s+(\\d+)"
                    + "\\s+[-+\\d.e]+\\s+(-?\\d+)\\s+(-?\\d+)\\s+(-?\\d+)\\s*");

    /** Version 5 tells the score of the word before once more for it. */
    private static final String END = "</s>";

    private SphinxLog() {
    }

    /**
     * What it has understood of one piece of sound.
     *
     * @param text the words
     * @param fit how well the sounds of the words, and of the silence around them, fit to what is heard; the less, the
     *            worse
     * @param speech how many frames of it, a hundredth of a second each, are no silence and no noise
     */
    record Result(String text, long fit, int speech) {
    }

    /** The last that it tells of; empty when it has understood nothing of that. */
    static Optional<Result> last(String log) {
        List<String> lines = log.lines().toList();
        int at = lines.size() - 1;
        while (at >= 0 && !HEARD.matcher(lines.get(at)).matches()) {
            at--;
        }
        if (at < 0) {
            return Optional.empty();
        }
        Matcher heard = HEARD.matcher(lines.get(at));
        heard.matches();
        long fit = 0;
        int speech = 0;
        List<String> words = new ArrayList<>();
        for (String line : lines.subList(at + 1, lines.size())) {
            Matcher word = WORD.matcher(line);
            if (!word.matches() || word.group(1).equals(END)) {
                continue;
            }
            fit += Long.parseLong(word.group(4));
            words.add(word.group(1));
            speech += isSilence(word.group(1)) ? 0
                    : Integer.parseInt(word.group(3)) - Integer.parseInt(word.group(2)) + 1;
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(new Result(heard.group(1).strip(), fit, speech));
    }

    private static boolean isSilence(String word) {
        return word.startsWith("<") || word.startsWith("[") || word.equals("(NULL)");
    }
}
