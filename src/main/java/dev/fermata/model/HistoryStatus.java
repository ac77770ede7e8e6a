package dev.fermata.model;

import java.util.Optional;

/**
 * How the history stands.
 *
 * @param file where it is
 * @param bytes that it uses
 * @param written how many entries this run has written
 * @param lost how many it could not keep
 * @param waiting how many are about to be written
 * @param trouble why nothing is written; empty where it is
 */
public record HistoryStatus(String file, long bytes, long written, long lost, long waiting, Optional<String> trouble) {
}
