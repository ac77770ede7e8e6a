package dev.fermata.speak.pipeline;

import dev.fermata.speak.engine.VoiceException;

/**
 * One thing that is done with a text before it is spoken, or with its sound before it is heard. Pure: the same comes of
 * the same, on any thread, and what it is given stays as it is.
 *
 * @param <T> what goes through it
 */
@FunctionalInterface
interface Step<T> {
    /**
     * Does it.
     *
     * @param said what is spoken
     * @throws VoiceException where the value must not be heard; the message says why, for people
     * @throws RuntimeException where it cannot be done; what went in is used without it then
     */
    T apply(T value, Said said) throws VoiceException;
}
