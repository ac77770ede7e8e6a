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
    private int[] known;
    private boolean isKnown;
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

    /**
     * Where the next picture goes.
     *
     * @param pixels {@code 0xRRGGBB} with anything in the highest byte, row by row, as many as it has pixels
     */
    public void into(int[] pixels) {
        into(pixels, null);
    }

    /**
     * The same of a picture that is not needed where it shows what another does.
     *
     * @param before that other's, with nothing in the highest bytes; null where there is none
     */
    public void into(int[] pixels, int[] before) {
        rgb = pixels;
        known = before;
        isKnown = false;
    }

    /** What the picture may be spared for; null where there is nothing. The screen only. */
    public int[] known() {
        return known;
    }

    /** Says that the picture shows that, and was not copied. The screen only. */
    public void showsKnown() {
        isKnown = true;
    }

    /** Whether it shows what was known; then there are no pixels. */
    public boolean isKnown() {
        return isKnown;
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
