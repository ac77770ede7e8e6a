package dev.fermata.control;

import dev.fermata.model.Key;
import dev.fermata.model.RecordingStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records for a client what the player does, and nothing of what the agent plays. One recording at a time. Thread-safe.
 */
public interface RecordingControl {
    /**
     * What a client asks for.
     *
     * @param keys the keys and buttons; of others nothing is kept
     * @param pointer whether where the pointer goes as well
     * @param lease how long the recording goes on unless the client asks what there is
     * @param by who asks
     */
    record Request(Set<Key> keys, boolean pointer, Duration lease, String by) {
    }

    /**
     * A recording that has begun.
     *
     * @param id a secret of whoever began it
     */
    record Begun(String id) {
    }

    /**
     * What there is since the client has asked last.
     *
     * @param lines strokes as in a take's file, their times from the recording's beginning; and {@code plays} or
     *              {@code rests}, when the agent begins to press something and when it has ended
     * @param nowMicros the time by which the recording is complete
     * @param ended why it has ended; empty while it goes on
     */
    record News(List<String> lines, long nowMicros, Optional<String> ended) {
    }

    /** Begins; empty while another recording is under way. @throws IllegalStateException where it cannot be */
    Optional<Begun> begin(Request request);

    /** What is new, each thing once; empty where there is no such recording. Its client is there still. */
    Optional<News> news(String id);

    /** Ends it, and tells the last news; empty where there is no such recording. */
    Optional<News> end(String id);

    /** What is recorded now. */
    Optional<RecordingStatus> status();
}
