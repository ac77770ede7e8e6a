package dev.fermata.user;

/** Whose something is. */
public enum Owner {
    /** The user's who runs this process. */
    US,
    /** Another user's. */
    SOMEBODY_ELSE,
    /** No process's: not taken yet, or given up. */
    NOBODY,
    /** There is no such thing on this machine. */
    NOT_HERE,
    /** This system does not tell. */
    UNKNOWN
}
