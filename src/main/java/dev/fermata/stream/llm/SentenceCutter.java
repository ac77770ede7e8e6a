package dev.fermata.stream.llm;

import dev.fermata.speak.pipeline.SentenceEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Cuts what a model writes into sentences as they are spoken, each as soon as it is sure to be whole, wherever the parts
 * of the text are cut. A sentence that is too long is cut at a comma; what lies between fences is code and left out. Pure;
 * one thread.
 */
final class SentenceCutter {
    /** In letters: of a sentence that is longer the listener waits for too long. */
    static final int LONGEST_SENTENCE = 200;

    private static final String FENCE = "```";
    private static final Pattern MARKED = Pattern.compile("(?s).*[.!?…。！？][\"'”’)\\]»）」』*_]*\\s*");
    /** What begins something in brackets or between stars, such as a stage direction, and what ends it. */
    private static final Pattern OPEN = Pattern.compile("[(（\\[【](?=[\\p{L}\\p{N}])");
    private static final Pattern CLOSE = Pattern.compile("[)）\\]】]");
    private static final Pattern STAR = Pattern.compile("(?<![\\p{L}\\p{N}*])\\*(?![\\s*])"
            + "|(?<=[^\\s*])\\*(?![\\p{L}\\p{N}*])");
    /** What could become a fence. */
    private static final Pattern HALF_FENCE = Pattern.compile("`+$");

    private final int most;
    private final StringBuilder pending = new StringBuilder();
    private boolean inCode;
    private int said;
    private boolean full;

    /** @param most how many letters all sentences have together at most */
    SentenceCutter(int most) {
        this.most = most;
    }

    /** Whether nothing more is taken. */
    boolean isFull() {
        return full;
    }

    /** Takes a part of the text. @return the sentences that are whole now */
    List<String> take(String text) {
        List<String> sentences = new ArrayList<>();
        pending.append(full ? "" : text);
        while (!full && step(sentences)) {
            // until nothing more is whole
        }
        return sentences;
    }

    private boolean step(List<String> sentences) {
        int fence = pending.indexOf(FENCE);
        if (inCode) {
            // Of what is left out only the beginning of a fence matters.
            pending.delete(0, fence >= 0 ? fence + FENCE.length() : Math.max(0, pending.length() - FENCE.length() + 1));
            inCode = fence < 0;
            return fence >= 0;
        }
        String text = fence < 0 ? HALF_FENCE.matcher(pending).replaceFirst("") : pending.substring(0, fence);
        int end = next(text);
        if (end > 0) {
            add(text.substring(0, end), sentences);
            pending.delete(0, end);
            return true;
        }
        if (fence >= 0) {
            add(text, sentences);
            pending.delete(0, fence + FENCE.length());
            inCode = true;
        }
        return fence >= 0;
    }

    /** Where the next sentence ends; 0 if that is not sure yet. */
    private static int next(String text) {
        OptionalInt end = SentenceEnds.sure(text, 0);
        int first = end.orElse(0);
        while (end.isPresent() && end.getAsInt() <= LONGEST_SENTENCE) {
            if (!isOpen(text.substring(0, end.getAsInt()))) {
                return end.getAsInt();
            }
            end = SentenceEnds.sure(text, end.getAsInt());
        }
        if (text.length() <= LONGEST_SENTENCE) {
            return 0;
        }
        // What never closes was no bracket.
        return first > 0 && first <= LONGEST_SENTENCE ? first : SentenceEnds.within(text, LONGEST_SENTENCE);
    }

    /** Whether something has begun in it that is not over, and that may be left out as a whole. */
    private static boolean isOpen(String text) {
        return OPEN.matcher(text).results().count() > CLOSE.matcher(text).results().count()
                || STAR.matcher(text).results().count() % 2 == 1;
    }

    private void add(String raw, List<String> sentences) {
        String text = SpokenText.of(raw);
        int length = text.codePointCount(0, text.length());
        if (text.isEmpty() || full) {
            return;
        }
        if (said + length <= most) {
            said += length;
            full = said == most;
            sentences.add(text);
            return;
        }
        full = true;
        if (said == 0) {
            String cut = SpokenText.of(text.substring(0, SentenceEnds.within(text, text.offsetByCodePoints(0, most))));
            if (!cut.isEmpty()) {
                sentences.add(cut);
            }
        }
    }

    /**
     * The text is over.
     *
     * @param whole whether by itself; if not, the last sentence is left out that is none, but for a first one
     * @return what is left
     */
    List<String> end(boolean whole) {
        List<String> sentences = new ArrayList<>();
        if (!inCode && !full && (whole || said == 0 || MARKED.matcher(pending).matches())) {
            add(pending.toString(), sentences);
        }
        pending.setLength(0);
        return sentences;
    }
}
