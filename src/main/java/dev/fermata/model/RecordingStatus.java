package dev.fermata.model;

/**
 * A recording that is under way.
 *
 * @param by who has it recorded
 * @param what the keys, for people
 * @param strokes how many there were
 * @param sinceNanos when it began, on the agent's clock
 */
public record RecordingStatus(String by, String what, long strokes, long sinceNanos) {
}
