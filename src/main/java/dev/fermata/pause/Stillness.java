package dev.fermata.pause;

/** How much of a scope the holds have stand still. */
public enum Stillness {
    /** Nothing: nobody holds. */
    NONE,
    /** All but what runs during holds: nothing but priority keys holds. */
    MOST,
    /** Everything. */
    ALL;

    /** Whether something of the scope goes on. */
    public boolean lets(boolean runsDuringHold) {
        return this == NONE || this == MOST && runsDuringHold;
    }
}
