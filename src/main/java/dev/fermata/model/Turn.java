package dev.fermata.model;

import java.util.Locale;

/** What to do with something that is on or off. */
public enum Turn {
    ON,
    OFF,
    TOGGLE;

    /** What something is afterwards that is on or off now. */
    public boolean from(boolean isOn) {
        return this == ON || this == TOGGLE && !isOn;
    }

    /** How people write it: {@code on}, {@code off}, {@code toggle}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
