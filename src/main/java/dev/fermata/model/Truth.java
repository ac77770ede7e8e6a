package dev.fermata.model;

/** Whether something is so, where that may not be known: Kleene's three-valued logic. */
public enum Truth {
    FALSE, UNKNOWN, TRUE;

    /** As known. */
    public static Truth of(boolean is) {
        return is ? TRUE : FALSE;
    }

    /** The contrary; of what is not known nothing is known. */
    public Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }

    /** Both: false as soon as one is, whatever the other. */
    public Truth and(Truth other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** At least one: true as soon as one is, whatever the other. */
    public Truth or(Truth other) {
        return compareTo(other) > 0 ? this : other;
    }
}
