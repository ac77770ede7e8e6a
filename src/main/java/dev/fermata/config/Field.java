package dev.fermata.config;

import java.util.Optional;

/**
 * A named value of a table: what it may be, its default and what it means. The reference pages are tested against it.
 * Immutable; two fields are equal only if they are the same.
 *
 * @param <T> what its value is in the program
 */
public class Field<T> {
    private final String name;
    private final Type<T> type;
    private final Absent absent;
    private final String otherwise;
    private final String meaning;

    /** What counts where a field is left out. */
    protected enum Absent {
        /** Its table cannot be used. */
        WRONG,
        /** Its own default. */
        STANDARD,
        /** Something else. */
        OTHER
    }

    /**
     * @param otherwise its default as it is written, else what counts where it is left out in words
     * @param meaning what it does, in a sentence or half of one
     */
    protected Field(String name, Type<T> type, Absent absent, String otherwise, String meaning) {
        this.name = name;
        this.type = type;
        this.absent = absent;
        this.otherwise = otherwise;
        this.meaning = meaning;
    }

    /** A field with a default of its own, as a text that its type reads. */
    public static <T> Field<T> standard(String name, Type<T> type, String standard, String meaning) {
        return new Field<>(name, type, Absent.STANDARD, standard, meaning);
    }

    /** A field that may be left out; {@code otherwise} says what counts then. */
    public static <T> Field<T> optional(String name, Type<T> type, String otherwise, String meaning) {
        return new Field<>(name, type, Absent.OTHER, otherwise, meaning);
    }

    /** A field that its table cannot do without. */
    public static <T> Field<T> required(String name, Type<T> type, String meaning) {
        return new Field<>(name, type, Absent.WRONG, "required", meaning);
    }

    /** A field that its table cannot do without, but in a case that {@code unless} names. */
    public static <T> Field<T> required(String name, Type<T> type, String unless, String meaning) {
        return new Field<>(name, type, Absent.WRONG, "required, " + unless, meaning);
    }

    /** Its name in its table. */
    public final String name() {
        return name;
    }

    /** What it may be. */
    public final Type<T> type() {
        return type;
    }

    /** What it means. */
    public final String meaning() {
        return meaning;
    }

    /** The default or, in words, what counts where it is left out. */
    public final String otherwise() {
        return otherwise;
    }

    /** Whether its table cannot do without it. */
    public final boolean isRequired() {
        return absent == Absent.WRONG;
    }

    /** The default as a value. */
    public final Optional<T> standardValue() {
        return absent == Absent.STANDARD ? Optional.of(type.ofText(otherwise).orElseThrow()) : Optional.empty();
    }

    @Override
    public final String toString() {
        return name;
    }
}
