package dev.fermata.present;

/**
 * Something the player should come to know while looking at the game.
 *
 * @param detail what there is to say of it besides, for people; may be empty, or have several lines
 */
public record News(Kind kind, String detail) {
    /** What it is about, and how loudly it is to be told. */
    public enum Kind {
        ARMED("armed", Weight.STATE),
        STARTED("running", Weight.STATE),
        PAUSED("paused", Weight.STATE),
        STOPPED("stopped", Weight.STATE),
        /** The profile that was saved is refused; the one before it stays in force. */
        REFUSED("the profile was refused", Weight.FAULT),
        /** The hook hears nothing any more. */
        DEAF("nothing is heard any more", Weight.FAULT),
        HEARING("everything is heard again", Weight.FAULT),
        /** The agent could not begin. */
        NOT_STARTED("could not start", Weight.FAULT),
        /** The desktop has ended, and with it the agent. */
        GONE("the desktop has gone away", Weight.FAULT),
        HELD("held", Weight.MOMENT),
        FREE("free", Weight.MOMENT);

        private final String words;
        private final Weight weight;

        Kind(String words, Weight weight) {
            this.words = words;
            this.weight = weight;
        }

        /** What has happened, for people. */
        public String words() {
            return words;
        }

        /** How much it matters. */
        public Weight weight() {
            return weight;
        }
    }

    /** How much something matters, most first. */
    public enum Weight {
        /** Nothing is as it should be, or is so again. */
        FAULT,
        /** The agent does something else from now on. */
        STATE,
        /** It comes and goes with each key. */
        MOMENT;

        /** Whether it matters as much as the other. */
        public boolean isAtLeast(Weight other) {
            return ordinal() <= other.ordinal();
        }
    }
}
