package dev.fermata.config;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a value: what it is, or why it is none; a list may be both.
 *
 * @param value empty when it cannot be used
 * @param faults empty when nothing is wrong
 */
public record Reading<T>(Optional<T> value, List<Fault> faults) {
    /** A good value. */
    public static <T> Reading<T> of(T value) {
        return new Reading<>(Optional.of(value), List.of());
    }

    /** No value. */
    public static <T> Reading<T> wrong(Fault fault) {
        return new Reading<>(Optional.empty(), List.of(fault));
    }
}
