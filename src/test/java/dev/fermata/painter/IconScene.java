package dev.fermata.painter;

import java.util.Random;

/** Paints an icon with a shade over what is still cooling; two pixels more on each side, for it may have moved. */
record IconScene(int size, long drawing) {
    static final int MARGIN = 2;

    /** How the shade goes away. */
    enum Sweep { CLOCK, DOWN, UP, LIGHTER }

    static IconScene random(Random random) {
        return new IconScene(28 + random.nextInt(37), random.nextLong());
    }

    Frame look() {
        return draw(0, 0).frame().part(MARGIN, MARGIN, size, size);
    }

    /** @param cooling which part is still to come; at 0 it is ready */
    Frame scene(double cooling, Random random) {
        int x = random.nextInt(3) - 1;
        int y = random.nextInt(3) - 1;
        Canvas canvas = draw(x, y);
        Sweep sweep = Sweep.values()[random.nextInt(Sweep.values().length)];
        double shade = 0.3 + 0.3 * random.nextDouble();
        for (int py = Math.max(0, MARGIN + y); py < Math.min(canvas.height, MARGIN + y + size); py++) {
            for (int px = Math.max(0, MARGIN + x); px < Math.min(canvas.width, MARGIN + x + size); px++) {
                double across = (px + 0.5 - MARGIN - x) / size;
                double down = (py + 0.5 - MARGIN - y) / size;
                double at = switch (sweep) {
                    case CLOCK -> 0.5 + Math.atan2(across - 0.5, down - 0.5) / (2 * Math.PI);
                    case DOWN -> down;
                    case UP -> 1 - down;
                    case LIGHTER -> 0;
                };
                if (cooling > 0 && at < cooling) {
                    canvas.darken(px, py, shade);
                }
            }
        }
        if (cooling > 0.2 && random.nextBoolean()) {
            canvas.write(Integer.toString(1 + random.nextInt(30)), x + size / 4.0, y + size / 3.0, size / 3.0, 2.2,
                    0xffffff);
        }
        canvas.gamma(new double[] {1, 0.8, 1.2, 0.9}[random.nextInt(4)]);
        return canvas.frame();
    }

    private Canvas draw(int x, int y) {
        Canvas canvas = new Canvas(size + 2 * MARGIN, size + 2 * MARGIN);
        Random random = new Random(drawing);
        canvas.clear(0x181410);
        canvas.rectangle(MARGIN + x, MARGIN + y, size, size, 0x505050 + random.nextInt(0x404040), 1);
        for (int i = 0; i < 14; i++) {
            double w = 2 + random.nextInt(size / 2);
            double h = 2 + random.nextInt(size / 2);
            canvas.rectangle(MARGIN + x + random.nextDouble() * (size - w),
                    MARGIN + y + random.nextDouble() * (size - h), w,
                    h, random.nextInt(0x1000000), 0.4 + 0.6 * random.nextDouble());
        }
        return canvas;
    }
}
