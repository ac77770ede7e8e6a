package dev.fermata.segment;

/** Why a segment ended. Each has exactly one reason. */
public enum CutReason {
    /** Whoever sends chunks said that this was the last. */
    IS_FINAL,
    /** It is as long as a segment may be. */
    MAX_DURATION,
    /** The chunk after it came too long after it. */
    PAUSE,
    /** Nothing came for too long. */
    TIMEOUT,
    /** It is as large as a segment may be. */
    MAX_LENGTH
}
