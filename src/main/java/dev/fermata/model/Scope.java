package dev.fermata.model;

/** What a hold has stand still. */
public enum Scope {
    /** What presses keys without the player: skills and clients' actions. */
    PLAY,
    /** What is spoken. */
    SPEECH
}
