package dev.fermata.app.service;

import java.nio.file.Path;
import java.util.List;

/**
 * What is started: {@code LAUNCHER run --profile PROFILE --start stopped}. It never plays: a session that begins must
 * not press keys by itself. And until it is asked for it is not armed either: the toggle key, struck in a letter, must
 * not begin to press keys into it.
 *
 * @param launcher absolute path of the command {@code fermata}
 * @param profile a name, or the absolute path of a file
 * @param armed whether it waits for the toggle key alone
 */
public record StartCommand(Path launcher, String profile, boolean armed) {
    /** What {@code --start} is given for an agent that is armed, and for one that is not. */
    static final String READY = "ready";
    static final String STOPPED = "stopped";

    /** @throws IllegalArgumentException when one of them cannot be written into a line of a file */
    public StartCommand {
        if (!launcher.isAbsolute()) {
            throw new IllegalArgumentException("the launcher is not an absolute path: " + launcher);
        }
        if (profile.isEmpty() || (launcher + profile).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an empty profile, or control characters in a path, cannot be written");
        }
    }

    /** The words of the command. */
    public List<String> words() {
        return List.of(launcher.toString(), "run", "--profile", profile, "--start", start());
    }

    /** How it begins, as {@code --start} takes it. */
    String start() {
        return armed ? READY : STOPPED;
    }

    /** The words of the command that releases what an agent which was killed has left down. */
    public List<String> releaseWords() {
        return List.of(launcher.toString(), "release", "--quiet");
    }
}
