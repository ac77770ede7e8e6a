package dev.fermata.platform;

/**
 * What a platform can do, so that nobody above has to ask which one it is.
 *
 * @param hearsOwnInput whether the hook hears what the injector sends: if it does not, silence means nothing
 * @param suppresses whether a key can be kept from the game at all
 * @param readsKeys whether the state of a key can be read beside the events
 * @param captures whether what is on the screen can be read
 * @param movesPointer whether the pointer can be moved
 */
public record Capabilities(boolean hearsOwnInput, boolean suppresses, boolean readsKeys, boolean captures,
        boolean movesPointer) {
    /** All there is. */
    public static final Capabilities ALL = new Capabilities(true, true, true, true, true);
}
