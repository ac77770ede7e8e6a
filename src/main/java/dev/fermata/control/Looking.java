package dev.fermata.control;

import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.Sensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the page sees of the game: pictures that it asks for, and what sensors read and learn from them. The screen is
 * captured for a picture and at no other time. Reads and writes files, so nobody may wait for it whose time is dear.
 * Thread-safe.
 */
public interface Looking {
    /**
     * A picture; the last few are kept, to be read and learned from.
     *
     * @param id what later questions name it by
     * @param png the file
     * @param isWindow whether it is the window that the profile names, as opposed to the whole screen
     */
    record Shot(long id, byte[] png, boolean isWindow) {
    }

    /**
     * A sensor as the page has it, saved or not.
     *
     * @param shot the picture it is looked for in
     * @param name of the sensor, which its looks are kept by
     * @param region in pixels of the picture
     */
    record Draft(long shot, String name, Sensor.Kind kind, Sensor.Region region, Sensor.Grows grows, int colour,
            int tolerance) {
    }

    /**
     * What is to be learned from a picture.
     *
     * @param look {@code full}, {@code empty}, {@code ready}, {@code cooling}, {@code value} or {@code glyphs}
     * @param text the percent of a value, or the digits written there; empty for the others
     */
    record Lecture(String look, String text) {
    }

    /**
     * What a draft reads.
     *
     * @param value a number, {@code true} or {@code false} of a colour, {@code ready} or {@code cooling}; empty where
     *              it is unknown
     * @param maximum the number behind the slash
     * @param why why it is unknown; empty where it is known
     * @param looks those it has, such as {@code full}
     * @param colour of the place on average, {@code 0xRRGGBB}
     * @param inProfile the region as the profile has to have it
     * @param learned what was learned just now, in words; empty where nothing was
     * @param file where that is kept
     */
    record Seen(Optional<Object> value, OptionalDouble maximum, String why, double confidence, List<String> looks,
            int colour, Sensor.Region inProfile, String learned, Optional<Path> file) {
        public Seen {
            looks = List.copyOf(looks);
        }
    }

    /** Nothing could be seen or learned, or the picture is not kept any more; the message says why. Without a trace. */
    final class BlindException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean isGone;

        /** @param isGone whether the picture that was named is not kept any more */
        public BlindException(boolean isGone, String message) {
            super(message, null, false, false);
            this.isGone = isGone;
        }

        /** Whether another picture has to be taken first. */
        public boolean isGone() {
            return isGone;
        }
    }

    /** Takes a picture of the window that a profile names, or of the whole screen where it names none. */
    Shot shoot(String profile) throws NotDoneException, BlindException;

    /** What a sensor reads in a picture. */
    Seen read(String profile, Draft draft) throws NotDoneException, BlindException;

    /** Has a sensor learn from a picture, beside a profile of the user's own. */
    Seen learn(String profile, Draft draft, Lecture lecture) throws NotDoneException, BlindException;
}
