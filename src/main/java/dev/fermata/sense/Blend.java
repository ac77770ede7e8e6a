package dev.fermata.sense;

/**
 * What a colour is that may be anything between two others: how far it is on its way from the one to the other, and how
 * much it tells. What is not on that way is taken for light (or shadow) that fell on it, as much in each channel, and
 * the rest for something else. Mutable, so that looking allocates nothing; confined to one thread.
 */
final class Blend {
    /** How far off the way between the looks a pixel counts half, in parts of its length. */
    private static final double STRAY = 0.4;
    /** What strays so far, squared, is something else, and so is what is at its brightest in every channel. */
    private static final double OTHER = 0.3;
    private static final double BLINDED = 0.1;
    /** What is left of what a pixel tells where some of its channels are at their brightest. */
    private static final double DAZZLED = 0.4;
    /** From here on a channel may be cut off. */
    private static final int BRIGHTEST = 253;
    /**
     * How much darker than its looks, in parts of their difference, a bar may be before it is taken for something else.
     */
    private static final double SHADE = 0.15;
    /** Whether light rather than the bar explains a colour where both do: the more, the less. */
    private static final double LIGHT_COSTS = 0.1;
    private static final int CHANNELS = 3;

    private final double[] way = new double[CHANNELS];
    /** How far it is on its way: 0 at the first colour, 1 at the other, or a little beyond. */
    double part;
    /** How much it tells: how far the two colours are apart, or less. */
    double counts;
    /** How much light is on it, in steps of a channel; below 0 it is shadow. */
    double light;
    /** Whether it is something else. */
    boolean isOther;

    /**
     * Looks at a colour.
     *
     * @param red and the others: how far it is from the first colour to the other, {@code apart} in all
     * @param told as {@link #told} says of that
     */
    void look(int rgb, int from, float red, float green, float blue, float apart, float told) {
        way[0] = red;
        way[1] = green;
        way[2] = blue;
        double onWay = 0;
        double knowing = 0;
        double both = 0;
        double offWay = 0;
        double offLight = 0;
        double off = 0;
        for (int channel = 0, shift = 16; channel < CHANNELS; channel++, shift -= 8) {
            int is = rgb >> shift & 0xff;
            int was = from >> shift & 0xff;
            double far = is - was;
            double whole = way[channel];
            // A channel at its brightest knows little.
            double knows = is >= BRIGHTEST && was + Math.max(0, whole) < BRIGHTEST ? 0.03 : 1;
            onWay += knows * whole * whole;
            knowing += knows;
            both += knows * whole;
            offWay += knows * far * whole;
            offLight += knows * far;
            off += knows * far * far;
        }
        double cost = knowing * (1 + LIGHT_COSTS);
        double tells = onWay - both * both / cost;
        part = tells <= 0 ? 0.5 : (offWay - both * offLight / cost) / tells;
        light = (offLight - part * both) / cost;
        double rest = off - 2 * part * offWay - 2 * light * offLight + part * part * onWay + 2 * part * light * both
                + light * light * cost;
        double beyond = part > 1.25 ? part - 1.25 : part < -SHADE ? -SHADE - part : 0;
        double dark = Math.max(0, -light / apart - SHADE);
        double stray = rest / (apart * apart) + square(2 * beyond) + square(4 * dark);
        isOther = stray > OTHER || knowing < BLINDED;
        part = Math.max(-0.25, Math.min(1.25, part));
        double clear = Math.min(1, tells / told);
        if (knowing < CHANNELS && clear < DAZZLED && !isOther) {
            // Only light on what is bright itself reaches the brightest.
            part = 1;
            clear = DAZZLED;
        }
        counts = apart * clear / (1 + stray / (STRAY * STRAY));
    }

    /** How much is told of two colours that are so far apart, if no channel is at its brightest. */
    static float told(float red, float green, float blue) {
        double sum = red + green + blue;
        return (float) (square(red) + square(green) + square(blue) - sum * sum / (CHANNELS * (1 + LIGHT_COSTS)));
    }

    private static double square(double number) {
        return number * number;
    }
}
