package dev.fermata.config.profile;

import dev.fermata.config.ConditionType;
import dev.fermata.config.Field;
import dev.fermata.config.ProblemText;
import dev.fermata.config.Table;
import dev.fermata.model.Condition;
import dev.fermata.model.ConditionSyntax;
import dev.fermata.model.ConditionSyntax.Mention;
import dev.fermata.model.ConditionSyntax.Use;
import dev.fermata.model.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads conditions, and tells what the sensors they mention cannot be asked. Confined to one thread. */
final class ConditionReader {
    private static final double MOST_PERCENT = 100;

    private final Map<String, Optional<Sensor.Kind>> sensors;
    private final Set<String> mentioned = new HashSet<>();

    /** @param sensors those there are, by name, with their kind where that could be read */
    ConditionReader(Map<String, Optional<Sensor.Kind>> sensors) {
        this.sensors = sensors;
    }

    /** A condition that was read. @param looksAtIcon whether a sensor of it is an icon */
    record Found(Condition condition, boolean looksAtIcon) {
    }

    /** The sensors that conditions mention. */
    Set<String> mentioned() {
        return mentioned;
    }

    /** Reads a field that is there or not. */
    Optional<Found> read(Table table, Field<ConditionSyntax.Parsed> field) {
        return check(table, field, table.find(field));
    }

    /** Tells what is wrong with a condition that has been read. @param field where it stands */
    Optional<Found> check(Table table, Field<?> field, Optional<ConditionSyntax.Parsed> parsed) {
        boolean right = true;
        boolean icon = false;
        for (Mention mention : parsed.map(ConditionSyntax.Parsed::mentions).orElse(List.of())) {
            mentioned.add(mention.sensor());
            Optional<Sensor.Kind> kind = sensors.getOrDefault(mention.sensor(), Optional.empty());
            // One whose kind could not be read may be an icon.
            icon |= kind.map(Sensor.Kind.ICON::equals).orElse(true);
            right &= check(table, field, mention, kind);
        }
        boolean looksAtIcon = icon;
        return right ? parsed.flatMap(ConditionSyntax.Parsed::condition).map(each -> new Found(each, looksAtIcon))
                : Optional.empty();
    }

    private boolean check(Table table, Field<?> field, Mention mention, Optional<Sensor.Kind> kind) {
        String name = mention.sensor();
        if (!sensors.containsKey(name)) {
            table.wrong(field, ConditionType.mentioned(table.node(field), mention,
                    ProblemText.quote(name) + " is no sensor of this profile", sensors.isEmpty()
                            ? "a [[sensor]] of this name" : "one of " + String.join(", ", sensors.keySet()),
                    NearestName.among(sensors.keySet(), name)));
            return false;
        }
        if (kind.isEmpty()) {
            return true;
        }
        if (uses(kind.get()).contains(mention.use())) {
            boolean percent = kind.get() != Sensor.Kind.DIGITS || mention.use() == Use.PERCENT;
            if (!percent || mention.number() <= MOST_PERCENT) {
                return true;
            }
            table.wrong(field, ConditionType.mentioned(table.node(field), mention,
                    "the sensor " + ProblemText.quote(name)
                    + " is never more than 100" + (kind.get() == Sensor.Kind.DIGITS ? " % of its maximum" : ""),
                    "a number from 0 to 100", List.of()));
            return false;
        }
        table.wrong(field, ConditionType.mentioned(table.node(field), mention, "the sensor " + ProblemText.quote(name)
                + (mention.use() == Use.READY ? " has nothing to be ready" : mention.use() == Use.BARE
                        ? " says neither yes nor no" : " has no number to compare"),
                        right(kind.get(), name), List.of()));
        return false;
    }

    private static Set<Use> uses(Sensor.Kind kind) {
        return switch (kind) {
            case PIXEL -> Set.of(Use.BARE);
            case ICON -> Set.of(Use.READY);
            case BAR, ORB, DIGITS -> Set.of(Use.COMPARED, Use.PERCENT);
        };
    }

    private static String right(Sensor.Kind kind, String name) {
        return switch (kind) {
            case PIXEL -> "the name alone, such as " + name + " or not " + name;
            case ICON -> name + " ready, or " + name + " cooling";
            case BAR, ORB, DIGITS -> "a comparison, such as " + name + " < 50";
        };
    }
}
