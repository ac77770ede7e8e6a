package dev.fermata.model;

/** What a hotkey asks of the agent. */
public sealed interface Command {

    /** Of its states. */
    enum State implements Command {
        /** STOPPED to READY, and from anything else back to STOPPED. */
        MASTER,
        /** READY to RUNNING, RUNNING to PAUSED and back. */
        TOGGLE,
        /** STOPPED at once, everything released. */
        PANIC
    }

    /** A skill is to be turned on or off, until a profile is loaded the next time. */
    record TurnSkill(String skill, Turn how) implements Command {
        /** As a profile says it. */
        @Override
        public String toString() {
            return "skill " + skill + " " + how.id();
        }
    }

    /** A key that may open or close the game's chat was pressed. */
    record ChatKey(Key key) implements Command {
    }

    /** Another profile is to be played: one that {@code fermata profiles} lists. */
    record UseProfile(String profile) implements Command {
        /** As a profile says it. */
        @Override
        public String toString() {
            return "use " + profile;
        }
    }
}
