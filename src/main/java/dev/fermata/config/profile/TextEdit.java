package dev.fermata.config.profile;

/**
 * Something to be put in the place of a part of a text.
 *
 * @param from where the part begins, in UTF-16 units
 * @param to behind its last
 */
public record TextEdit(int from, int to, String insert) {
}
