package dev.fermata.platform;

/**
 * What a badge over the game shows.
 *
 * @param words one short line, printable
 * @param colour of its mark, as {@code 0xRRGGBB}
 */
public record Badge(String words, int colour) {
}
