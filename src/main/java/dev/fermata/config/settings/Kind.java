package dev.fermata.config.settings;

import dev.fermata.model.NearestName;
import java.util.List;
import java.util.Optional;

/**
 * What the value of a setting may be, and how it is read and shown. Immutable.
 *
 * @param <T> what the value is in the program
 */
abstract class Kind<T> {
    private final String expected;

    /** @param expected what may be given, for messages and the documentation, with its limits */
    Kind(String expected) {
        this.expected = expected;
    }

    /** What may be given, with its limits. */
    String expected() {
        return expected;
    }

    /** What may be given in the seed-style JSON file, where it differs. */
    String expectedInSeedFile() {
        return expected;
    }

    /** Reads a variable or a flag. Empty when it is not a value of this kind. */
    abstract Optional<T> ofText(String text);

    /**
     * Reads the value of a TOML or JSON field.
     *
     * @param value a String, Long, Double or Boolean, or null for anything else
     * @return empty when it is not a value of this kind
     */
    abstract Optional<T> ofField(Object value);

    /** Reads a field of the seed-style JSON file, as {@link #ofField} does. */
    Optional<T> ofSeedField(Object value) {
        return ofField(value);
    }

    /** The words it may be, to find out what was probably meant; empty when it is not a word. */
    List<String> words() {
        return List.of();
    }

    /** What was probably meant by a text that is not a value of this kind; may be empty. */
    List<String> meant(String written) {
        return NearestName.among(words(), written);
    }

    /** Whether a value must never be shown. */
    boolean secret() {
        return false;
    }

    /** The value as a person writes it. */
    String show(T value) {
        return String.valueOf(value);
    }

    /** The value as a String, Number or Boolean, for JSON. */
    Object json(T value) {
        return show(value);
    }
}
