package dev.fermata.model;

import java.util.Locale;

/** What sort of thing an entry of the history is. */
public enum HistoryKind {
    /** An action was played, dropped or rejected. */
    ACTION,
    /** Something was spoken, or not. */
    REPLY,
    /** A viewer of a live stream did something. */
    VIEWER,
    /** Something failed, or works again. */
    FAILURE,
    /** Anything else: holds, states, profiles. */
    OTHER;

    /** Its stable name. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
