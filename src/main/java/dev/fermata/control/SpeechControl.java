package dev.fermata.control;

import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.ViewerAct;
import dev.fermata.model.VoiceFigures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What clients may have spoken. Thread-safe. What is asked for too often throws {@link TooMuchException} and has
 * changed nothing.
 */
public interface SpeechControl {

    /**
     * What a client wants to have spoken.
     *
     * @param priority reckoned from {@code act} where it is empty
     * @param act what it is about, if a viewer of a live stream did something
     * @param resumes whether it goes on after an interruption
     * @param expiry how long it may wait
     * @param from who wants it
     */
    record Wanted(String text, Optional<SpeechPriority> priority, Optional<ViewerAct> act, boolean resumes,
            Duration expiry, String from) {
    }

    /** Has something spoken when its turn comes. */
    SpeechAnswer say(Wanted wanted);

    /** Ends an item that is spoken or waits. Returns whether there was one of that number. */
    boolean drop(long id, String reason);

    /** What is spoken, what waits and what became of the rest. */
    SpeechStatus status();

    /** How each voice has done since the start, the one that is to speak first. */
    List<VoiceFigures> voices();
}
