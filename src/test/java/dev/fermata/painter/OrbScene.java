package dev.fermata.painter;

import java.util.Random;

/** Paints an orb, of which a value is the share of its disc that is full, with small waves on it. */
record OrbScene(int size, int colour, double gamma) {
    private static final double NEARLY = 1e-4;

    static OrbScene random(int size, double gamma, Random random) {
        return new OrbScene(size, new int[] {0xc02020, 0x2040c0, 0x30a040, 0xd0a020}[random.nextInt(4)], gamma);
    }

    Frame look(double value, Random random) {
        return paint(value, random, 1);
    }

    Frame scene(double value, Random random) {
        return paint(value, random, gamma);
    }

    private Frame paint(double value, Random random, double withGamma) {
        double height = height(value / 100);
        Canvas canvas = new Canvas(size, size);
        canvas.ground(random, 20, 90);
        double radius = size / 2.0;
        double phase = random.nextDouble() * 10;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double covered = Math.max(0, Math.min(1, radius - Math.hypot(x + 0.5 - radius, y + 0.5 - radius)));
                double wave = Math.min(0.6, size / 200.0) * Math.sin(x / 5.0 + phase);
                double full = Math.max(0, Math.min(1, y + 1 - (size * (1 - height) + wave)));
                canvas.blend(x, y, 0x181418, covered);
                canvas.blend(x, y, colour, covered * (value == 0 ? 0 : value == 100 ? 1 : full));
            }
        }
        canvas.gamma(withGamma);
        return canvas.frame();
    }

    /** How high a disc is filled of which so much is full, both in parts. */
    private static double height(double share) {
        double low = 0;
        double high = 1;
        while (high - low > NEARLY) {
            double middle = (low + high) / 2;
            double cos = 1 - 2 * middle;
            double angle = Math.acos(cos);
            if ((angle - Math.sin(angle) * cos) / Math.PI < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
