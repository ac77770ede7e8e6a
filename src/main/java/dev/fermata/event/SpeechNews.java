package dev.fermata.event;

/** What may happen to an item of speech. The last four end it. */
public enum SpeechNews {
    QUEUED, STARTED, INTERRUPTED, RESUMED, DONE, DROPPED, FAILED, REFUSED
}
