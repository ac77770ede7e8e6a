package dev.fermata.event;

/** What may come of what the player said. What was a command is heard first; one of the others ends it. */
public enum VoiceNews {
    HEARD, DONE, IGNORED
}
