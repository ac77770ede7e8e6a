package dev.fermata.control;

/** Gives the status; implemented where everything is wired. Thread-safe and quick: nothing blocks. */
@FunctionalInterface
public interface StatusSource {
    /** A snapshot of now. */
    Status status();
}
