package dev.fermata.sense;

/** Why a reading is unknown. */
public enum Why {
    /** A look of the sensor is missing or cannot be used. */
    NOT_LEARNED("not learned"),
    /** Nothing was looked at so far. */
    NO_FRAME("not looked at yet"),
    /** Somebody holds, so nobody looks. */
    HELD("not looked at in a hold"),
    /** The agent is stopped, so nobody looks. */
    STOPPED("not looked at while stopped"),
    /** There is no such window, or not any more. */
    NO_WINDOW("the window is gone"),
    /** The window is not on the screen. */
    HIDDEN("the window is not shown"),
    /** Another window is above the place. */
    COVERED("covered by another window"),
    /** Another window has the focus. */
    UNFOCUSED("another window has the focus"),
    /** The place is not, or not as a whole, on the screen. */
    OUTSIDE("outside the window or the screen"),
    /** The window has moved or changed while it was read. */
    MOVED("the window is moving"),
    /** There is a picture with nothing in it. */
    BLACK("the picture is black"),
    /** The desktop gave no picture. */
    NO_CAPTURE("the desktop gave no picture"),
    /** The last good picture is too old. */
    STALE("the picture is too old"),
    /** What is there looks like nothing that was learned. */
    UNLIKE("does not look like what was learned"),
    /** It could be one thing or the other. */
    UNSURE("cannot be told for certain");

    private final String text;

    Why(String text) {
        this.text = text;
    }

    /** In words. */
    @Override
    public String toString() {
        return text;
    }
}
