package dev.fermata.platform;

/**
 * A rectangle of a window that is read again and again, and what came of it last. Mutable, so that nothing has to be
 * made for each reading; confined to the thread of the {@link Screen}.
 */
public final class Shot {
    private final int x;
    private final int y;
    private final int width;
    private final int height;
    private int[] rgb;
    private Screen.State state = Screen.State.NO_WINDOW;

    /** The place, seen from the left upper corner of the window's inside, in pixels. */
    public Shot(int x, int y, int width, int height) {
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    /** Its left edge. */
    public int x() {
        return x;
    }

    /** Its upper edge. */
    public int y() {
        return y;
    }

    /** How wide it is. */
    public int width() {
        return width;
    }

    /** How high it is. */
    public int height() {
        return height;
    }

    /** Where the next picture goes: {@code 0xRRGGBB}, row by row, and as many as it has pixels. */
    public void into(int[] pixels) {
        rgb = pixels;
    }

    /** Where the picture is, or goes. */
    public int[] rgb() {
        return rgb;
    }

    /** Says what came of it. The screen only. */
    public void became(Screen.State result) {
        state = result;
    }

    /** Whether the last picture could be read, or why not. */
    public Screen.State state() {
        return state;
    }
}
