package dev.fermata.config.settings;

/** Where the overlay is, if anywhere. */
public enum OverlayCorner {
    OFF, TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT;

    /** Whether there is none. */
    public boolean isOff() {
        return this == OFF;
    }

    /** Whether it is at the right edge. */
    public boolean isRight() {
        return this == TOP_RIGHT || this == BOTTOM_RIGHT;
    }

    /** Whether it is at the lower edge. */
    public boolean isBottom() {
        return this == BOTTOM_LEFT || this == BOTTOM_RIGHT;
    }
}
