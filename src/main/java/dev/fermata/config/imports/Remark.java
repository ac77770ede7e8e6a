package dev.fermata.config.imports;

/**
 * What was not taken over as it is in another program's profile, and why. Immutable.
 *
 * @param about the table of our profile at which it is told: {@code skill Skill1}, {@code sensor hp}, {@code priority};
 *              empty for the whole
 * @param line of the other file, from 1; 0 for what is not there
 * @param field what it is about, as the other file calls it
 * @param text one sentence without a full stop
 */
public record Remark(String about, int line, String field, String text) {
}
