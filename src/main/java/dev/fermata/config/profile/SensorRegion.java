package dev.fermata.config.profile;

import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.SourceText;
import dev.fermata.config.profile.NotDoneException.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the region of a sensor into its profile's file, and leaves all else there as it is. Stateless. */
public final class SensorRegion {
    private SensorRegion() {
    }

    /**
     * Writes it.
     *
     * @throws NotDoneException when the sensor is not written in that file, or has no place for it; nothing has changed
     */
    public static void write(Path file, String sensor, Sensor.Region region) throws IOException, NotDoneException {
        String text = Files.readString(file);
        Files.writeString(file, written(text, sensor, region));
    }

    /** The text with the region in it. */
    static String written(String text, String sensor, Sensor.Region region) throws NotDoneException {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<Node> sensors = ProfileReader.tree(unmarked, new Problems("", new SourceText(unmarked)))
                .map(top -> top.get(ProfileSchema.SENSOR.name()).list()).orElse(List.of());
        int index = 0;
        while (index < sensors.size()
                && !sensors.get(index).get(SenseSchema.SENSOR_NAME.name()).text().equals(sensor)) {
            index++;
        }
        if (index == sensors.size()) {
            throw new NotDoneException(Why.NO_PLACE, "the sensor is not written in this file");
        }
        List<Long> numbers = Stream.of(region.x(), region.y(), region.width(), region.height()).map(Integer::longValue)
                .toList();
        List<TextEdit> edits = ProfileEditor.edits(text, List.of(new Change.Put(
                List.of(ProfileSchema.SENSOR.name(), index), SenseSchema.SENSOR_REGION.name(), Optional.of(numbers))));
        StringBuilder changed = new StringBuilder(text);
        for (int i = edits.size() - 1; i >= 0; i--) {
            changed.replace(edits.get(i).from(), edits.get(i).to(), edits.get(i).insert());
        }
        return changed.toString();
    }
}
