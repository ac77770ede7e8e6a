package dev.fermata.stream.llm;

/**
 * Reads one answer of one kind of server, line by line, and knows what has come of it. One thread.
 */
abstract class Reading {
    /** The text of what was read last; taken away by whoever asks. */
    private final StringBuilder text = new StringBuilder();
    private long promptTokens = -1;
    private long tokens = -1;
    private boolean thought;
    private boolean cut;
    private boolean over;

    /** Takes a line without its end. @throws ModelException when it complains, or is nothing that such a server writes */
    abstract void line(String line) throws ModelException;

    /** The connection has ended well. @param rest what had no end. @throws ModelException as {@link #line} */
    abstract void end(String rest) throws ModelException;

    final void wrote(String part) {
        text.append(part);
    }

    final void thought() {
        thought = true;
    }

    final void cutOff() {
        cut = true;
    }

    final void over() {
        over = true;
    }

    /** @param prompt how many tokens were read; less than 0 if it is not told, as is the other */
    final void counted(long prompt, long written) {
        promptTokens = Math.max(promptTokens, prompt);
        tokens = Math.max(tokens, written);
    }

    final String takeText() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    /** Whether it has said that this was all. */
    final boolean isOver() {
        return over;
    }

    /** Whether it ended at the limit of its length. */
    final boolean isCutOff() {
        return cut;
    }

    /** Whether it has thought, at least. */
    final boolean hasThought() {
        return thought;
    }

    /** How many tokens were read; less than 0 if it was not told. */
    final long promptTokens() {
        return promptTokens;
    }

    /** How many tokens were written; less than 0 if it was not told. */
    final long tokens() {
        return tokens;
    }
}
