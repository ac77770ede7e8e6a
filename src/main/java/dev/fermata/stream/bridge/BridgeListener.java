package dev.fermata.stream.bridge;

/** Told, for people, how it goes with the bridge; on its threads. */
public interface BridgeListener {
    /** Something does not work, and why. */
    void failed(String message);

    /** It works again. */
    void mended(String message);

    /** A command was not carried out, and why; not told for each where there are many. */
    void refused(String message);
}
