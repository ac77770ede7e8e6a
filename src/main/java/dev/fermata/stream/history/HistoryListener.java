package dev.fermata.stream.history;

/** Told, for people, how it goes with the history; on the thread that writes it. */
public interface HistoryListener {
    /** Something is not kept, and why. */
    void failed(String message);

    /** Something is over: it is kept again, or what was damaged is set aside. */
    void mended(String message);
}
