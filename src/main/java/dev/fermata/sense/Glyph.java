package dev.fermata.sense;

/**
 * A learned character: how much ink each of its pixels has, 0 to 255.
 *
 * @param ink row by row
 */
record Glyph(char character, int width, int height, int[] ink) {
    /** The same at another size. */
    Glyph scaled(double x, double y) {
        Picture grey = new Picture(width, height);
        for (int i = 0; i < ink.length; i++) {
            grey.rgb[i] = ink[i] << 16 | ink[i] << 8 | ink[i];
        }
        Picture other = grey.scaled(Math.max(1, (int) Math.round(width * x)),
                Math.max(1, (int) Math.round(height * y)));
        int[] scaled = other.rgb.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] &= 0xff;
        }
        return new Glyph(character, other.width, other.height, scaled);
    }
}
