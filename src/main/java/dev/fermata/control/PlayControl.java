package dev.fermata.control;

import dev.fermata.model.Turn;
import java.util.List;
import java.util.Optional;

/**
 * What a client of the agent may change about what is played, and the end of the program. Thread-safe. What is asked
 * for too often throws {@link TooMuchException} and has changed nothing.
 */
public interface PlayControl {

    /**
     * Turns a skill on or off until a profile is loaded the next time.
     *
     * @param by who wants it, for events
     * @return whether it is on now; empty when the profile has no such skill
     */
    Optional<Boolean> turn(String skill, Turn how, String by);

    /** The names of the skills there are. */
    List<String> skills();

    /**
     * What came of asking for another profile.
     *
     * @param name the name of the profile in force; empty when it was refused
     * @param problems what is wrong with the one that was refused, for people
     */
    record Used(Optional<String> name, String problems) {
    }

    /**
     * Plays another profile from now on, one that {@code fermata profiles} lists; holds and the agent's state stay.
     * Waits until it is in force, within a limit.
     */
    Used use(String profile, String by);

    /** Has the program end soon, everything released. */
    void quit(String by);
}
