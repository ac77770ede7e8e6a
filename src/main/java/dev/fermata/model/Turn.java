package dev.fermata.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What to do with something that is on or off. */
public enum Turn {
    ON,
    OFF,
    TOGGLE;

    /** What something is afterwards that is on or off now. */
    public boolean from(boolean isOn) {
        return this == ON || this == TOGGLE && !isOn;
    }

    /** The one that people write so. */
    public static Optional<Turn> find(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    /** How people write it: {@code on}, {@code off}, {@code toggle}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
