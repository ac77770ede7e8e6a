package dev.fermata.speak.engine;

/** An engine that asks a server. */
public interface ServedEngine extends Engine {
    /**
     * Asks the server for something that costs it nothing, to see whether it is there.
     *
     * @return what it says of itself, for people
     * @throws VoiceException when it does not answer, or is something else
     */
    String probe() throws VoiceException, InterruptedException;
}
