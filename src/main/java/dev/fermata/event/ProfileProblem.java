package dev.fermata.event;

/**
 * The first thing that is wrong with a profile.
 *
 * @param file as the player knows it
 * @param line from 1; 0 when it is the file as a whole
 * @param column from 1; 0 likewise
 */
public record ProfileProblem(String file, int line, int column, String message) {
}
