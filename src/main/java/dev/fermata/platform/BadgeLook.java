package dev.fermata.platform;

/**
 * How a badge looks and where it is.
 *
 * @param right whether it is at the right edge of the monitor, rather than the left
 * @param bottom whether it is at the lower edge, rather than the upper
 * @param words whether its words are shown, rather than the coloured mark alone
 * @param height of its letters in pixels
 * @param opacity from 0, not to be seen, to 1; where the desktop cannot mix windows it is 1
 */
public record BadgeLook(boolean right, boolean bottom, boolean words, int height, double opacity) {
    /**
     * A colour as those want it who mix windows: with an alpha, and each part already dimmed by it (premultiplied).
     *
     * @param colour {@code 0xRRGGBB}
     * @return {@code 0xAARRGGBB}
     */
    public static int mixed(int colour, double opacity) {
        int alpha = (int) Math.round(255 * opacity);
        int red = (int) Math.round((colour >> 16 & 0xff) * opacity);
        int green = (int) Math.round((colour >> 8 & 0xff) * opacity);
        int blue = (int) Math.round((colour & 0xff) * opacity);
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}
