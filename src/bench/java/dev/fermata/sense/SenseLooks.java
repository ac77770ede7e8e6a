package dev.fermata.sense;

import com.sun.management.ThreadMXBean;
import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Shot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Has sensors look at a real screen again and again. That the screen shows no bar where they look makes no difference
 * to what it costs.
 */
public final class SenseLooks {
    private static final int FULL = 0xd02020;
    private static final int EMPTY = 0x281010;
    private static final int LENGTH = 156;
    private static final int THICKNESS = 12;

    private SenseLooks() {
    }

    /**
     * What a look costs.
     *
     * @param nanos of each look
     * @param bytes that a look allocates
     */
    public record Cost(double[] nanos, double bytes) {
    }

    /**
     * Looks so often with two bars, one upright.
     *
     * @param folder for what they have learned
     * @param still whether the screen tells that nothing was drawn, as it does where that is so
     */
    public static Cost ofTwoBars(Screen screen, Path folder, boolean still, int looks) throws IOException {
        Sensor flat = new Sensor("hp", Sensor.Kind.BAR, new Sensor.Region(20, 20, LENGTH, THICKNESS),
                Sensor.Grows.RIGHT, folder.resolve("hp"), 0, 0);
        Sensor upright = new Sensor("mana", Sensor.Kind.BAR, new Sensor.Region(200, 20, THICKNESS, LENGTH),
                Sensor.Grows.UP, folder.resolve("mana"), 0, 0);
        for (Sensor sensor : List.of(flat, upright)) {
            new Looks(sensor).save("full", plain(sensor.region(), FULL));
            new Looks(sensor).save("empty", plain(sensor.region(), EMPTY));
        }
        Screen seen = still ? screen : new Restless(screen);
        Sensors sensors = new Sensors(new Senses(Optional.empty(), 20, Duration.ofMillis(250), List.of(flat, upright)),
                seen);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] nanos = new double[looks];
        for (int i = 0; i < 2_000; i++) {
            sensors.look(i);
        }
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i < looks; i++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            sensors.look(start);
            nanos[i] = System.nanoTime() - start;
            bytes.add(threads.getCurrentThreadAllocatedBytes() - allocated);
        }
        bytes.sort(Long::compare);
        return new Cost(nanos, bytes.get(bytes.size() / 2));
    }

    /**
     * Writes what a sensor has learned: a bar in two colours, or an icon of four.
     *
     * @param region x, y, width and height
     */
    public static void learn(Path folder, String name, boolean icon, int[] region) throws IOException {
        Sensor sensor = new Sensor(name, icon ? Sensor.Kind.ICON : Sensor.Kind.BAR,
                new Sensor.Region(region[0], region[1], region[2], region[3]), Sensor.Grows.RIGHT,
                folder.resolve(name), 0, 0);
        if (icon) {
            Picture picture = plain(sensor.region(), FULL);
            for (int i = 0; i < picture.rgb.length; i++) {
                picture.rgb[i] = i % picture.width < picture.width / 2 ? 0x40c0f0 : picture.rgb[i];
            }
            new Looks(sensor).save("ready", picture);
        } else {
            new Looks(sensor).save("full", plain(sensor.region(), FULL));
            new Looks(sensor).save("empty", plain(sensor.region(), EMPTY));
        }
    }

    private static Picture plain(Sensor.Region region, int colour) {
        Picture picture = new Picture(region.width(), region.height());
        Arrays.fill(picture.rgb, colour);
        return picture;
    }

    /** A screen on which every pixel is always drawn anew, for what looks as before costs next to nothing. */
    private static final class Restless implements Screen {
        private final Screen screen;
        private int drawn;

        Restless(Screen screen) {
            this.screen = screen;
        }

        @Override
        public String name() {
            return screen.name();
        }

        @Override
        public State look() {
            return screen.look();
        }

        @Override
        public int width() {
            return screen.width();
        }

        @Override
        public int height() {
            return screen.height();
        }

        @Override
        public boolean takeChange() {
            screen.takeChange();
            return true;
        }

        @Override
        public State capture(int x, int y, int width, int height, int[] rgb) {
            return screen.capture(x, y, width, height, rgb);
        }

        @Override
        public void capture(List<Shot> shots) {
            screen.capture(shots);
            drawn++;
            for (int i = 0; i < shots.size(); i++) {
                int[] rgb = shots.get(i).rgb();
                for (int pixel = 0; pixel < rgb.length; pixel++) {
                    rgb[pixel] ^= drawn & 1;
                }
            }
        }

        @Override
        public void awaitChange(long nanos) {
            screen.awaitChange(nanos);
        }

        @Override
        public void wake() {
            screen.wake();
        }

        @Override
        public long captures() {
            return screen.captures();
        }

        @Override
        public void close() {
            screen.close();
        }
    }
}
