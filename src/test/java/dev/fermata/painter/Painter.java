package dev.fermata.painter;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;

/**
 * Paints scenes at known values and writes them to its output: a program of its own, which knows nothing of how they
 * are read. What {@code bars}, {@code orbs}, {@code icons} and {@code digits} write, one after the other, says
 * {@code dev.fermata.sense.Painted}, which starts it.
 */
public final class Painter {
    private static final int SHORTEST = 60;
    private static final int LONGEST = 400;
    private static final int SCENES = 201;

    private final DataOutputStream out;

    private Painter(DataOutputStream out) {
        this.out = out;
    }

    /** @param arguments what, how many, and for bars and orbs the gamma, for bars the style */
    public static void main(String[] arguments) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, 1 << 16))) {
            Painter painter = new Painter(out);
            int count = Integer.parseInt(arguments[1]);
            switch (arguments[0]) {
                case "bars" -> painter.bars(count, Double.parseDouble(arguments[2]),
                        BarScene.Style.valueOf(arguments[3].toUpperCase(Locale.ROOT)));
                case "orbs" -> painter.orbs(count, Double.parseDouble(arguments[2]));
                case "icons" -> painter.icons(count);
                case "digits" -> painter.digits(count);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static int length(int index, int count) {
        return SHORTEST + (LONGEST - SHORTEST) * index / Math.max(1, count - 1);
    }

    private void bars(int count, double gamma, BarScene.Style style) throws IOException {
        Random random = new Random(style.ordinal() * 10L + (long) (gamma * 10));
        BarScene.Grows[] ways = BarScene.Grows.values();
        for (int i = 0; i < count; i++) {
            BarScene scene = BarScene.random(style, ways[(i + i / ways.length) % ways.length], length(i, count), gamma,
                    random);
            out.writeUTF(scene.grows().name());
            scene.look(100).write(out);
            scene.look(0).write(out);
            out.writeInt(0);
            out.writeInt(SCENES);
            for (int step = 0; step < SCENES; step++) {
                out.writeDouble(step / 2.0);
                scene.scene(step / 2.0, random).write(out);
            }
        }
    }

    private void orbs(int count, double gamma) throws IOException {
        Random random = new Random((long) (gamma * 10));
        for (int i = 0; i < count; i++) {
            OrbScene scene = OrbScene.random(length(i, count), gamma, random);
            out.writeUTF(BarScene.Grows.UP.name());
            scene.look(100, random).write(out);
            scene.look(0, random).write(out);
            int[] learned = {5, 20, 50, 80, 95};
            out.writeInt(learned.length);
            for (int value : learned) {
                out.writeDouble(value);
                scene.look(value, random).write(out);
            }
            out.writeInt(SCENES);
            for (int step = 0; step < SCENES; step++) {
                out.writeDouble(step / 2.0);
                scene.scene(step / 2.0, random).write(out);
            }
        }
    }

    private void icons(int count) throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < count; i++) {
            IconScene scene = IconScene.random(random);
            // Ready, near its end, or anywhere; a shade over less than a twentieth is not told from ready.
            double cooling = switch (i % 3) {
                case 0 -> 0;
                case 1 -> 0.05 + 0.1 * random.nextDouble();
                default -> 0.05 + 0.95 * random.nextDouble();
            };
            scene.look().write(out);
            out.writeDouble(cooling);
            scene.scene(cooling, random).write(out);
        }
    }

    private void digits(int count) throws IOException {
        Random random = new Random(6);
        DigitsScene.Cover[] covers = DigitsScene.Cover.values();
        for (int i = 0; i < count; i++) {
            DigitsScene scene = DigitsScene.random(random);
            int maximum = 1 + random.nextInt(random.nextBoolean() ? 999 : 9999);
            int number = random.nextInt(maximum + 1);
            boolean alone = random.nextInt(4) == 0;
            DigitsScene.Cover cover = i % 2 == 0 ? DigitsScene.Cover.NOTHING
                    : covers[1 + random.nextInt(covers.length - 1)];
            out.writeUTF(DigitsScene.ALL);
            scene.look().write(out);
            out.writeUTF(cover.name());
            out.writeInt(number);
            out.writeInt(alone ? 0 : maximum);
            scene.scene(alone ? "" + number : number + "/" + maximum, cover, random).write(out);
        }
    }
}
