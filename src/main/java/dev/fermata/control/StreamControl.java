package dev.fermata.control;

import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.ViewersStatus;
import java.util.Optional;

/** What clients may tell of a live stream, and what became of it. Thread-safe. */
public interface StreamControl {

    /**
     * Takes what has happened in the stream.
     *
     * @return the number that the events have for it
     * @throws TooMuchException when more is told than anybody could listen to; it was not taken then
     */
    long tell(StreamMessage message);

    /** What has come, and what became of it. */
    StreamStatus status();

    /** What viewers may have played, and what they have had; empty where the settings let none. */
    Optional<ViewersStatus> viewers();
}
