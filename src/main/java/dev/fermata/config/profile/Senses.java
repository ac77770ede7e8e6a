package dev.fermata.config.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a profile looks at. Immutable.
 *
 * @param reference the size of the window for which the regions were taken; empty: they are not scaled
 * @param rate how often a second it is looked at most
 * @param stale how old a reading may be and still count
 * @param sensors in the order of the file
 */
public record Senses(Optional<Size> reference, int rate, Duration stale, List<Sensor> sensors) {
    /** Of a profile that looks at nothing. Its rate and age are the defaults of the others. */
    public static final Senses NONE = new Senses(Optional.empty(), 20, Duration.ofMillis(250), List.of());

    /** The size of a window's inside, in pixels. */
    public record Size(int width, int height) {
    }

    public Senses {
        sensors = List.copyOf(sensors);
    }

    /** The same with other sensors. */
    public Senses with(List<Sensor> others) {
        return new Senses(reference, rate, stale, others);
    }

    /** What the names of the files begin with that the sensors have learned, in the order of the sensors. */
    public List<Path> looks() {
        List<Path> looks = new ArrayList<>(sensors.size());
        for (Sensor sensor : sensors) {
            looks.add(sensor.look());
        }
        return looks;
    }

    /** Where a region is in a window of another size than the reference. */
    public Sensor.Region inWindow(Sensor.Region region, int width, int height) {
        return reference.map(size -> region.scaled((double) width / size.width(), (double) height / size.height()))
                .orElse(region);
    }

    /** What a region of such a window is in a profile. */
    public Sensor.Region inProfile(Sensor.Region region, int width, int height) {
        return reference.map(size -> region.scaled((double) size.width() / width, (double) size.height() / height))
                .orElse(region);
    }
}
