package dev.fermata.platform;

import java.util.Optional;

/** Tells of what lets no key through between this program and the one that has the focus. One thread at a time. */
@FunctionalInterface
public interface Barrier {
    /** What the program that has the focus is or does, to follow its name; empty while nothing is in the way. */
    Optional<String> now();
}
