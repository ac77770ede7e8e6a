package dev.fermata.model;

import java.time.Duration;

/**
 * What somebody wants to have spoken. Immutable.
 *
 * @param text what is said, as it was asked for
 * @param resumes whether it goes on where it fell silent after an interruption; else an interruption ends it
 * @param expiry how long it may wait, before it is heard and when it is interrupted, until it is not worth saying
 * @param from who wants it
 */
public record SpeechRequest(String text, SpeechPriority priority, boolean resumes, Duration expiry, String from) {
}
