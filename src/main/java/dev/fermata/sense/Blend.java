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

    /** How far it is on its way: 0 at the first colour, 1 at the other, or a little beyond. */
    double part;
    /** How much it tells: how far the two colours are apart, or less. */
    double counts;
    /** How much light is on it, in steps of a channel; below 0 it is shadow. */
    double light;
    /** Whether it is something else. */
    boolean isOther;

    /**
     * Looks at a colour: by least squares, how much of the way and how much light leave least over.
     *
     * @param red and the others: how far it is from the first colour to the other, {@code apart} in all, which is not 0
     * @param told as {@link #told} says of that
     */
    void look(int rgb, int from, float red, float green, float blue, float apart, float told) {
        double farRed = (rgb >> 16 & 0xff) - (from >> 16 & 0xff);
        double farGreen = (rgb >> 8 & 0xff) - (from >> 8 & 0xff);
        double farBlue = (rgb & 0xff) - (from & 0xff);
        double knowsRed = knows(rgb >> 16 & 0xff, farRed, red);
        double knowsGreen = knows(rgb >> 8 & 0xff, farGreen, green);
        double knowsBlue = knows(rgb & 0xff, farBlue, blue);
        double knowing = knowsRed + knowsGreen + knowsBlue;
        double both = knowsRed * red + knowsGreen * green + knowsBlue * blue;
        double onWay = knowsRed * red * red + knowsGreen * green * green + knowsBlue * blue * blue;
        double offWay = knowsRed * farRed * red + knowsGreen * farGreen * green + knowsBlue * farBlue * blue;
        double offLight = knowsRed * farRed + knowsGreen * farGreen + knowsBlue * farBlue;
        double off = knowsRed * farRed * farRed + knowsGreen * farGreen * farGreen + knowsBlue * farBlue * farBlue;
        double costs = 1 / (knowing * (1 + LIGHT_COSTS));
        double tells = onWay - both * both * costs;
        part = (offWay - both * offLight * costs) / tells;
        light = (offLight - part * both) * costs;
        double rest = off - part * offWay - light * offLight;
        double beyond = part > 1.25 ? part - 1.25 : part < -SHADE ? -SHADE - part : 0;
        double dark = Math.max(0, -light / apart - SHADE);
        double stray = rest / (apart * apart) + square(2 * beyond) + square(4 * dark);
        isOther = stray > OTHER || knowing < BLINDED;
        part = Math.max(-0.25, Math.min(1.25, part));
        double clear = knowing < CHANNELS ? Math.min(1, tells / told) : 1;
        if (clear < DAZZLED && !isOther) {
            // Only light on what is bright itself reaches the brightest.
            part = 1;
            clear = DAZZLED;
        }
        counts = apart * clear / (1 + stray / (STRAY * STRAY));
    }

    /** How much a channel knows: little at its brightest, where neither of the two colours is as bright. */
    private static double knows(int is, double far, float way) {
        return is >= BRIGHTEST && is - far + Math.max(0, way) < BRIGHTEST ? 0.03 : 1;
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
