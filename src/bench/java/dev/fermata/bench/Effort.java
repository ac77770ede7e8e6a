package dev.fermata.bench;

import java.nio.file.Path;

/**
 * How long to measure, and what.
 *
 * @param quick a rough look in a fifth of the time
 * @param command what starts Fermata where it is measured from outside: the launcher or a package's
 */
record Effort(boolean quick, Path command) {
    /** How often the contestants take turns. */
    int rounds() {
        return quick ? 1 : 3;
    }

    /** One of two numbers, by how much effort is wanted. */
    int pick(int quickly, int inFull) {
        return quick ? quickly : inFull;
    }
}
