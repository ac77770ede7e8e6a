package dev.fermata.stream;

import dev.fermata.stream.llm.Prompt;

/** What has answers written by a language model. Neither way waits, and a room's come one after the other. */
public interface Writes {

    /**
     * Has one written. What comes of it is told to {@link Room#wrote}, and its end once to {@link Room#written} or
     * {@link Room#notWritten}, by that number.
     */
    void begin(long number, Prompt prompt);

    /** What is not written yet is not wanted any more; nothing needs to be told of it. Nothing where it is over. */
    void cancel(long number);
}
