package dev.fermata.stream.llm;

import java.util.List;

/**
 * What a model is asked. Immutable.
 *
 * @param instructions how it is to answer
 * @param before what was said and answered before, the oldest first
 * @param question what it is to answer
 */
public record Prompt(String instructions, List<Turn> before, String question) {
    public Prompt {
        before = List.copyOf(before);
    }

    /** Something that was asked, and what was answered. */
    public record Turn(String question, String answer) {
    }
}
