package dev.fermata.stream.llm;

import dev.fermata.stream.llm.ModelException.Kind;
import java.util.function.Consumer;

/** What one model has written for one answer, and who takes it. One thread. */
abstract class Taken {
    private final Consumer<String> part;
    private boolean any;
    private boolean wrote;
    private long tokens;

    Taken(Consumer<String> part) {
        this.part = part;
    }

    /** Takes what was written. @return whether more is wanted */
    final boolean take(String text) {
        wrote = true;
        tokens += Tokens.of(text);
        cut(text);
        return !isFull();
    }

    abstract void cut(String text);

    /** Whether it has got all that it takes. */
    abstract boolean isFull();

    /** It has come to its end. @param whole by itself @throws ModelException when nothing of it was of use */
    abstract void end(boolean whole) throws ModelException;

    final void handOn(String text) {
        any = true;
        part.accept(text);
    }

    /** Whether anything was handed on. */
    final boolean any() {
        return any;
    }

    /** Whether nothing was written yet. */
    final boolean isFirst() {
        return !wrote;
    }

    /** How much was written, about. */
    final long tokens() {
        return tokens;
    }

    /** As it comes. */
    static final class Plain extends Taken {
        private int left;

        /** @param most how many letters at most */
        Plain(int most, Consumer<String> part) {
            super(part);
            left = most;
        }

        @Override
        void cut(String text) {
            int end = Math.min(left, text.length());
            if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            if (end > 0) {
                handOn(text.substring(0, end));
            }
            left = end < text.length() ? 0 : left - end;
        }

        @Override
        boolean isFull() {
            return left == 0;
        }

        @Override
        void end(boolean whole) {
            // All that there is has been handed on.
        }
    }

    /** In whole sentences. */
    static final class Sentences extends Taken {
        private final SentenceCutter cutter;

        Sentences(int longest, Consumer<String> part) {
            super(part);
            cutter = new SentenceCutter(longest);
        }

        @Override
        void cut(String text) {
            cutter.take(text).forEach(this::handOn);
        }

        @Override
        boolean isFull() {
            return cutter.isFull();
        }

        @Override
        void end(boolean whole) throws ModelException {
            cutter.end(whole).forEach(this::handOn);
            if (!any()) {
                throw new ModelException(Kind.FAILED, "nothing of what it wrote can be read aloud");
            }
        }
    }
}
