package dev.fermata.stream.llm;

import java.util.function.Consumer;

/** What writes texts. What it writes is text to be spoken or shown, and never obeyed. Thread-safe. */
public interface LanguageModel {
    /**
     * Has it write, and waits for the end. Interrupting the thread ends it; the server stops writing then as well.
     *
     * @param part takes what is written as it comes, on the calling thread, in parts of any length
     * @return how much it was
     * @throws ModelException when nothing is written, or not all; parts may have been taken by then
     */
    Written write(Prompt prompt, Consumer<String> part) throws ModelException, InterruptedException;

    /**
     * How much was read and written, by the model's own count; reckoned where it tells none.
     *
     * @param promptTokens that it read
     * @param tokens that it wrote
     * @param whole whether it came to its end by itself, and not to the limit of its length
     */
    record Written(long promptTokens, long tokens, boolean whole) {
    }
}
