package dev.fermata.platform;

/** Says of a press that is about to be sent whether it would reach what it is meant for. Any thread. */
public interface PressGuard {
    /** Whether it may be sent as far as is known; asks nobody. */
    boolean lets();

    /** What must have the focus still, by {@link #windows}. */
    Windows.Focus focus();

    /** Who is asked for that, right before the press is sent; null for nobody. */
    Windows windows();

    /** Whether it may be sent, as far as is known and as they say who are asked. */
    default boolean letsNow() {
        return lets() && (windows() == null || windows().isStillSo(focus()));
    }
}
