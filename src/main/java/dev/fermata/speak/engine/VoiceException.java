package dev.fermata.speak.engine;

import java.util.Locale;

/** A text could not be made a sound; the message says why, for people. */
public final class VoiceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What sort of failure it is: what is worth trying next depends on it. */
    public enum Kind {
        /** There is no connection to what makes the sounds. */
        UNREACHABLE,
        /** It took longer than it may. */
        SLOW,
        /** It has too much to do. */
        BUSY,
        /** It wants a key, or does not know what it is asked for, whatever the text. */
        DENIED,
        /** It says that it cannot make this sound. */
        REFUSED,
        /** What came is no sound, or not a whole one. */
        BROKEN,
        /** What came is a sound in which nobody speaks. */
        SILENT,
        /** What came is much longer or shorter than the text. */
        LENGTH,
        /** It was not asked, for it has just failed, or has been busy with other texts for long. */
        RESTING,
        /** Anything else. */
        FAILED;

        /** The stable lower-case name used in answers and figures. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param message what went wrong, for people */
    public VoiceException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** A failure of no certain kind. @param message what went wrong, for people */
    public VoiceException(String message) {
        this(Kind.FAILED, message);
    }

    /** What sort of failure it is. */
    public Kind kind() {
        return kind;
    }
}
