package dev.fermata.sense;

import dev.fermata.config.profile.Sensor.Grows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How well icons, digits and orbs are read on painted scenes. */
final class OtherAccuracy {
    /** @param wrong decisions or numbers; what is said to be unknown is none */
    record Count(String what, int scenes, int known, int wrong, double worst) {
        @Override
        public String toString() {
            return String.format("%-12s %7d scenes, %6d known, %4d wrong, worst %.2f", what, scenes, known, wrong, worst);
        }
    }

    private OtherAccuracy() {
    }

    /** Icons with a shade that sweeps around: at nothing they are ready, from a twentieth on they are cooling. */
    static Count icons(int scenes) {
        Random random = new Random(5);
        Reading reading = new Reading();
        int known = 0;
        int wrong = 0;
        for (int i = 0; i < scenes; i++) {
            int size = 28 + random.nextInt(37);
            long drawing = random.nextLong();
            IconEye eye = new IconEye(icon(size, drawing, 0, 0, 0, 1, null).part(2, 2, size, size), null);
            double sweep = i % 3 == 0 ? 0 : 0.05 + 0.95 * random.nextDouble();
            double gamma = new double[] {1, 0.8, 1.2, 0.9}[random.nextInt(4)];
            Picture now = icon(size, drawing, sweep, random.nextInt(3) - 1, random.nextInt(3) - 1, gamma, random);
            eye.read(now, 2, reading);
            known += reading.isKnown() ? 1 : 0;
            boolean bad = reading.isKnown() && (reading.value() == 1) != (sweep == 0);
            wrong += bad ? 1 : 0;
            if (Boolean.getBoolean("fermata.show") && (bad || !reading.isKnown())) {
                System.out.println("icon " + size + " sweep " + sweep + " gamma " + gamma + " " + reading.why() + " "
                        + reading.value() + " " + reading.confidence());
            }
        }
        return new Count("icon", scenes, known, wrong, 0);
    }

    private static Picture icon(int size, long drawing, double sweep, int x, int y, double gamma, Random now) {
        Canvas canvas = new Canvas(size + 4, size + 4);
        Random random = new Random(drawing);
        canvas.clear(0x181410);
        canvas.rectangle(2 + x, 2 + y, size, size, 0x505050 + random.nextInt(0x404040), 1);
        for (int i = 0; i < 14; i++) {
            double w = 2 + random.nextInt(size / 2);
            double h = 2 + random.nextInt(size / 2);
            canvas.rectangle(2 + x + random.nextDouble() * (size - w), 2 + y + random.nextDouble() * (size - h), w, h,
                    random.nextInt(0x1000000), 0.4 + 0.6 * random.nextDouble());
        }
        double middle = 2 + size / 2.0;
        for (int py = 0; py < canvas.height; py++) {
            for (int px = 0; px < canvas.width; px++) {
                double angle = Math.atan2(px + 0.5 - middle - x, -(py + 0.5 - middle - y)) / (2 * Math.PI);
                boolean inside = px >= 2 + x && py >= 2 + y && px < 2 + x + size && py < 2 + y + size;
                if (inside && (angle < 0 ? angle + 1 : angle) < sweep) {
                    canvas.darken(px, py, 0.4);
                }
            }
        }
        if (now != null && sweep > 0.2 && now.nextBoolean()) {
            canvas.write(Integer.toString(1 + now.nextInt(30)), x + size / 4.0, y + size / 3.0, size / 3.0, 2.2, 0xffffff);
        }
        canvas.gamma(gamma);
        return canvas.picture();
    }

    /** Numbers, most with their maximum, over a bar; some with something over them. */
    static Count digits(int scenes) {
        Random random = new Random(6);
        Reading reading = new Reading();
        int known = 0;
        int wrong = 0;
        for (int i = 0; i < scenes; i++) {
            double size = 9 + random.nextInt(10);
            double thickness = 1.4 + random.nextDouble() * 0.8;
            int ground = new int[] {0x801818, 0x183070, 0x202020}[random.nextInt(3)];
            int width = (int) (size * 15);
            int height = (int) size + 8;
            Canvas learn = new Canvas(width, height);
            learn.clear(ground);
            learn.write("0123456789/", 4, 4, size, thickness, 0xf0f0f0);
            Picture taught = learn.picture();
            Ink.Colours colours = Ink.Colours.of(taught);
            Ink ink = new Ink(width, height);
            int count = ink.find(taught, colours);
            List<Glyph> glyphs = new ArrayList<>();
            for (int k = 0; k < Math.min(11, count); k++) {
                glyphs.add(ink.glyph(k, "0123456789/".charAt(k)));
            }
            DigitsEye eye = new DigitsEye(glyphs, colours, width, height);
            int maximum = 1 + random.nextInt(random.nextBoolean() ? 999 : 9999);
            int number = random.nextInt(maximum + 1);
            String text = random.nextInt(4) == 0 ? "" + number : number + "/" + maximum;
            Canvas canvas = new Canvas(width, height);
            canvas.clear(ground);
            canvas.rectangle(random.nextInt(width), 0, width, height, 0x181010, 1);
            canvas.write(text, 4 + random.nextDouble() * 6, 3.5 + random.nextDouble(), size, thickness, 0xf0f0f0);
            if (random.nextInt(5) == 0) {
                canvas.write("" + random.nextInt(100), random.nextInt(width), 4 + (random.nextBoolean() ? 3 : -3) * (1 + random.nextDouble()),
                        size, 2, 0xffffff);
            } else if (random.nextInt(5) == 0) {
                canvas.rectangle(random.nextInt(width), 0, 2 + random.nextInt(12), height, 0x303030, 1);
            }
            canvas.gamma(new double[] {1, 0.8, 1.2}[random.nextInt(3)]);
            eye.read(canvas.picture(), 0, reading);
            known += reading.isKnown() ? 1 : 0;
            boolean bad = reading.isKnown() && (reading.value() != number
                    || reading.maximum() != 0 && reading.maximum() != maximum);
            wrong += bad ? 1 : 0;
            if (Boolean.getBoolean("fermata.show") && (bad || !reading.isKnown())) {
                System.out.println(count + " learned, " + reading.why() + " " + reading.confidence() + " digits " + text + " size " + size + ": " + reading.value() + "/" + reading.maximum());
            }
        }
        return new Count("digits", scenes, known, wrong, 0);
    }

    /** Orbs whose value is the share of the disc that is full, read with a curve of three points. */
    static Count orbs(int bars) {
        Random random = new Random(7);
        Reading reading = new Reading();
        int scenes = 0;
        int known = 0;
        int wrong = 0;
        double worst = 0;
        for (int i = 0; i < bars; i++) {
            int size = 60 + random.nextInt(140);
            int colour = i % 2 == 0 ? 0xc02020 : 0x2040c0;
            List<Curve.Point> points = new ArrayList<>();
            FillEye plain = new FillEye(orb(size, 1, colour, random), orb(size, 0, colour, random), Grows.UP, new Curve(List.of()));
            for (double seen : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
                plain.read(orb(size, seen, colour, random), 0, reading);
                points.add(new Curve.Point(reading.value(), 100 * share(seen)));
            }
            FillEye eye = new FillEye(orb(size, 1, colour, random), orb(size, 0, colour, random), Grows.UP, new Curve(points));
            for (double seen = 0; seen <= 1; seen += 0.01) {
                eye.read(orb(size, seen, colour, random), 0, reading);
                scenes++;
                known += reading.isKnown() ? 1 : 0;
                double error = reading.isKnown() ? Math.abs(reading.value() - 100 * share(seen)) : 0;
                worst = Math.max(worst, error);
                if (Boolean.getBoolean("fermata.show") && (error > 2 || !reading.isKnown())) {
                    System.out.println("orb " + size + " at " + seen + ": " + reading.value() + " for " + 100 * share(seen));
                }
                wrong += error > 3 ? 1 : 0;
            }
        }
        return new Count("orb", scenes, known, wrong, worst);
    }

    /** The share of a disc that is below a height. */
    private static double share(double height) {
        double cos = 1 - 2 * height;
        double angle = Math.acos(Math.max(-1, Math.min(1, cos)));
        return (angle - Math.sin(angle) * cos) / Math.PI;
    }

    private static Picture orb(int size, double height, int colour, Random random) {
        Canvas canvas = new Canvas(size, size);
        canvas.ground(random, 20, 90);
        double radius = size / 2.0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double covered = Math.max(0, Math.min(1, radius - Math.hypot(x + 0.5 - radius, y + 0.5 - radius)));
                double wave = 0.6 * Math.sin(x / 5.0);
                double full = Math.max(0, Math.min(1, y + 1 - (size * (1 - height) + wave)));
                canvas.blend(x, y, 0x181418, covered);
                canvas.blend(x, y, colour, covered * (height == 0 ? 0 : height == 1 ? 1 : full));
            }
        }
        return canvas.picture();
    }

    public static void main(String[] args) {
        System.out.println(icons(1000));
        System.out.println(digits(1000));
        System.out.println(orbs(10));
    }
}
