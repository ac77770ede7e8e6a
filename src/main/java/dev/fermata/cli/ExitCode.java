package dev.fermata.cli;

/** What the process's exit code means; scripts rely on these. */
final class ExitCode {
    static final int OK = 0;
    /** Something failed while running. */
    static final int FAILURE = 1;
    /** The command line was wrong. */
    static final int USAGE = 2;
    /** A profile, script or setting was wrong. */
    static final int BAD_PROFILE = 3;
    /** There is no desktop, or no hook, to work with. */
    static final int NO_DESKTOP = 4;
    /** Another agent works on this desktop. */
    static final int ALREADY_RUNNING = 5;
    /** {@code doctor --strict}: it works, with less than it could do. */
    static final int DEGRADED = 6;

    private ExitCode() {
    }
}
