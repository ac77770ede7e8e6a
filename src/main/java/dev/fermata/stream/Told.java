package dev.fermata.stream;

import dev.fermata.model.StreamDrop;
import java.util.Optional;

/**
 * What a room says at once of something that it was told.
 *
 * @param number that events have for it
 * @param whyNot why nobody is to do anything for it; empty where somebody may, whether or not a rule answers it
 */
public record Told(long number, Optional<StreamDrop> whyNot) {
}
