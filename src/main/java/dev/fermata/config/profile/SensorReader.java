package dev.fermata.config.profile;

import static dev.fermata.config.profile.SenseSchema.SENSOR_COLOUR;
import static dev.fermata.config.profile.SenseSchema.SENSOR_GROWS;
import static dev.fermata.config.profile.SenseSchema.SENSOR_KIND;
import static dev.fermata.config.profile.SenseSchema.SENSOR_LOOK;
import static dev.fermata.config.profile.SenseSchema.SENSOR_NAME;
import static dev.fermata.config.profile.SenseSchema.SENSOR_REGION;
import static dev.fermata.config.profile.SenseSchema.SENSOR_TOLERANCE;

import dev.fermata.config.Field;
import dev.fermata.config.Node;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Wording;
import dev.fermata.model.ConditionSyntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code [screen]} and {@code [[sensor]]}. */
final class SensorReader {
    /** What conditions are made of beside the names of sensors. */
    private static final Set<String> WORDS = Stream.concat(ConditionSyntax.WORDS.stream(),
            Stream.of("unknown", "true", "false")).collect(Collectors.toUnmodifiableSet());
    /** Shorter, a step of one pixel is too large to be told. */
    private static final int LEAST_LENGTH = 10;
    private static final String DIGITS = "0123456789";

    private final Problems problems;
    private final Wording wording;
    private final Map<String, Span> byName = new LinkedHashMap<>();
    private final Map<String, Optional<Sensor.Kind>> kinds = new LinkedHashMap<>();

    SensorReader(Problems problems, Wording wording) {
        this.problems = problems;
        this.wording = wording;
    }

    Senses read(Table screen, List<Node> tables, boolean advises) {
        Optional<Senses.Size> reference = screen.find(SenseSchema.SCREEN_REFERENCE)
                .map(size -> new Senses.Size(size.get(0), size.get(1)));
        List<Sensor> sensors = new ArrayList<>();
        for (Node node : tables) {
            Table table = new Table(node, SenseSchema.SENSOR_TABLE, wording);
            sensor(table, reference).ifPresent(sensor -> {
                sensors.add(sensor);
                if (advises) {
                    adviseToLearn(sensor, table);
                }
            });
        }
        return new Senses(reference, screen.get(SenseSchema.SCREEN_RATE), screen.get(SenseSchema.SCREEN_STALE),
                sensors);
    }

    /** Those there are, by name, with their kind where that could be read. */
    Map<String, Optional<Sensor.Kind>> kinds() {
        return kinds;
    }

    /** Warns of those that no condition mentions. */
    void adviseToUse(Set<String> mentioned) {
        byName.forEach((name, at) -> {
            if (!mentioned.contains(name)) {
                problems.warning(at, "nothing asks for what the sensor " + ProblemText.quote(name) + " sees",
                        "a skill with a condition, such as when = \"" + name + " ...\"");
            }
        });
    }

    private Optional<Sensor> sensor(Table table, Optional<Senses.Size> reference) {
        Optional<String> name = name(table);
        Optional<Sensor.Kind> kind = table.find(SENSOR_KIND);
        name.ifPresent(each -> kinds.putIfAbsent(each, kind));
        Optional<Sensor.Region> region = table.find(SENSOR_REGION).map(Sensor.Region::of);
        Sensor.Grows grows = table.get(SENSOR_GROWS);
        Optional<Integer> colour = table.find(SENSOR_COLOUR);
        int tolerance = table.get(SENSOR_TOLERANCE).intValue();
        Optional<String> look = table.find(SENSOR_LOOK);
        kind.ifPresent(each -> ofKind(each, table));
        region.ifPresent(each -> {
            reference.ifPresent(size -> inside(each, size, table));
            kind.ifPresent(is -> longEnough(is, grows, each, table));
        });
        if (name.isEmpty() || kind.isEmpty() || region.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Sensor(name.get(), kind.get(), region.get(), grows, look(table, look, name.get()),
                colour.orElse(0), tolerance));
    }

    private Optional<String> name(Table table) {
        Optional<String> name = table.find(SENSOR_NAME);
        name.ifPresent(given -> {
            Span at = problems.source().span(table.node(SENSOR_NAME));
            Span earlier = byName.putIfAbsent(given, at);
            if (WORDS.contains(given)) {
                problems.error(at, "a sensor cannot be called '" + given + "', a word of conditions", "another name");
            } else if (earlier != null) {
                problems.error(at, "another sensor is called '" + given + "' already (" + problems.where(earlier) + ")",
                        "a name of its own for each sensor");
            }
        });
        return name;
    }

    /** The fields that only some kinds have. */
    private void ofKind(Sensor.Kind kind, Table table) {
        boolean pixel = kind == Sensor.Kind.PIXEL;
        boolean fills = kind == Sensor.Kind.BAR || kind == Sensor.Kind.ORB;
        if (pixel && !table.has(SENSOR_COLOUR)) {
            problems.missing(problems.source().span(table.node()), "a sensor of kind \"pixel\" has no 'colour'",
                    "a field 'colour': " + SENSOR_COLOUR.type().written());
        }
        only(pixel, SENSOR_COLOUR, kind, "\"pixel\"", table);
        only(pixel, SENSOR_TOLERANCE, kind, "\"pixel\"", table);
        only(fills, SENSOR_GROWS, kind, "\"bar\" and \"orb\"", table);
        only(!pixel, SENSOR_LOOK, kind, "the other kinds, which are learned", table);
    }

    private void only(boolean right, Field<?> field, Sensor.Kind kind, String those, Table table) {
        if (!right && table.has(field)) {
            problems.error(problems.source().span(table.name(field)), "a sensor of kind "
                    + ProblemText.quote(kind.name().toLowerCase(Locale.ROOT)) + " cannot have '" + field + "'",
                    "no '" + field + "', which is for " + those);
        }
    }

    private void inside(Sensor.Region region, Senses.Size size, Table table) {
        if (region.x() + region.width() > size.width() || region.y() + region.height() > size.height()) {
            problems.error(problems.source().span(table.node(SENSOR_REGION)), "this region ends at "
                    + (region.x() + region.width()) + ", " + (region.y() + region.height())
                    + ", outside the reference of " + size.width() + " x " + size.height(),
                    "a region inside it, or the 'reference' in [screen] that it was taken at");
        }
    }

    private void longEnough(Sensor.Kind kind, Sensor.Grows grows, Sensor.Region region, Table table) {
        boolean upright = grows == Sensor.Grows.UP || grows == Sensor.Grows.DOWN;
        int length = upright ? region.height() : region.width();
        if ((kind == Sensor.Kind.BAR || kind == Sensor.Kind.ORB) && length < LEAST_LENGTH) {
            problems.error(problems.source().span(table.node(SENSOR_REGION)), "this region is only " + length
                    + " pixels "
                    + (upright ? "high" : "wide") + ", and it grows " + grows.name().toLowerCase(Locale.ROOT),
                    "at least " + LEAST_LENGTH + " pixels in that direction, or another 'grows'");
        }
    }

    /** Beside the file that the sensor is written in. */
    private Path look(Table table, Optional<String> look, String name) {
        return Path.of(problems.file(problems.source().span(table.node())))
                .resolveSibling(look.orElseGet(() -> "looks/" + baseName(table) + "/" + name));
    }

    private void adviseToLearn(Sensor sensor, Table table) {
        List<String> needed = switch (sensor.kind()) {
            case PIXEL -> List.of();
            case ICON -> List.of("ready");
            case BAR, ORB -> List.of("full", "empty");
            case DIGITS -> DIGITS.chars().mapToObj(each -> "digit-" + (char) each).toList();
        };
        List<String> missing = needed.stream().filter(each -> !Files.exists(sensor.picture(each))).toList();
        if (missing.isEmpty()) {
            return;
        }
        boolean digits = sensor.kind() == Sensor.Kind.DIGITS;
        String problem = digits && missing.size() < needed.size()
                ? "the sensor '" + sensor.name() + "' cannot read every number: it has not learned "
                        + missing.stream().map(each -> each.substring(each.length() - 1))
                        .collect(Collectors.joining(", "))
                : "the sensor '" + sensor.name() + "' cannot be read: " + sensor.picture(missing.get(0)).getFileName()
                        + " was not learned";
        String profile = baseName(table);
        problems.warning(problems.source().span(table.node(SENSOR_NAME)), problem, "'fermata learn "
                + (profile.matches("[\\w.-]+") ? profile : "\"" + profile + "\"") + " " + sensor.name() + "' with "
                + (digits ? "--glyphs TEXT, the text that is written there"
                        : "--" + String.join(" and with --", missing)));
    }

    private String baseName(Table table) {
        Path file = Path.of(problems.file(problems.source().span(table.node())));
        return String.valueOf(file.getFileName()).replaceFirst("\\.toml$", "");
    }
}
