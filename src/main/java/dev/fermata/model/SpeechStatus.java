package dev.fermata.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is spoken, what waits and what became of the rest.
 *
 * @param state what the voice does
 * @param silent why nothing is spoken: no start, or a hold; empty when something may be
 * @param playing what is spoken now
 * @param waiting the interrupted ones as well, in the order in which they will be spoken
 * @param ended the last ones, newest first
 * @param counts how many were submitted, merged with one that waits, and ended in each way
 * @param refused how many were refused for each reason
 * @param device what it is heard on
 * @param voice what makes the sounds
 * @param figures what it has come to so far
 */
public record SpeechStatus(SpeechState state, Optional<String> silent, Optional<Item> playing, List<Item> waiting,
        List<Ended> ended, Map<String, Long> counts, Map<String, Long> refused, String device, String voice,
        SpeechFigures figures) {

    /**
     * An item that is not over.
     *
     * @param positionNanos how much of it has been heard
     * @param lengthNanos how long it is; 0 while that is not known
     * @param repeats how often it was asked for again
     * @param interruptions how often it was interrupted
     */
    public record Item(long id, String text, SpeechPriority priority, String from, long positionNanos,
            long lengthNanos, int repeats, int interruptions) {
    }

    /**
     * An item that is over.
     *
     * @param outcome done, dropped or failed
     * @param reason why it was not spoken to its end; empty when it was
     */
    public record Ended(long id, String text, String outcome, String reason) {
    }
}
