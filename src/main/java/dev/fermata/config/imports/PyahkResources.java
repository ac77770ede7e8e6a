package dev.fermata.config.imports;

import dev.fermata.config.imports.ImportedProfile.Lesson;
import dev.fermata.config.imports.ImportedProfile.Place;
import dev.fermata.config.imports.ImportedProfile.Played;
import dev.fermata.config.imports.ImportedProfile.Seen;
import dev.fermata.config.profile.Sensor;
import dev.fermata.model.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** pyahk's potions by health and mana: {@code resource_management}. Stateless. */
final class PyahkResources {
    private static final int DAY = 86_400_000;

    private PyahkResources() {
    }

    static void read(Draft draft, Fields global, boolean sequence) {
        Fields fields = global.inner("resource_management");
        int check = fields.whole("check_interval", 200, 20, DAY);
        one(draft, fields, "hp", "Health potion", "1", check, sequence);
        one(draft, fields, "mp", "Mana potion", "2", check, sequence);
        fields.remarkRest();
    }

    private static void one(Draft draft, Fields resources, String sensor, String skill, String key, int check,
            boolean sequence) {
        String config = sensor + "_config";
        if (!resources.has(config)) {
            return;
        }
        String name = draft.skillName(skill);
        Fields fields = resources.inner(config).about("skill " + name);
        boolean on = fields.flag("enabled", false);
        if (!on || sequence) {
            fields.remark("", on ? "only the sequence plays there, so this potion is left out"
                    : "this is off there, and left out");
            return;
        }
        // How far a colour may be off is learned here.
        fields.pass("tolerance_h", "tolerance_s", "tolerance_v");
        List<String> dead = Stream.of("colors", "match_threshold").filter(fields::has).toList();
        fields.pass("colors", "match_threshold");
        String mode = fields.text("detection_mode", "rectangle");
        Optional<Place> place = switch (mode) {
            case "circle" -> circle(draft, fields, sensor);
            case "text_ocr" -> text(draft, fields, sensor);
            default -> {
                if (!mode.equals("rectangle")) {
                    fields.remark("detection_mode", "there is no such mode, and it counts as rectangle");
                }
                yield rectangle(draft, fields, sensor);
            }
        };
        String keys = OtherKeys.sequence(fields, "key", fields.text("key", key)).orElse("");
        if (keys.isEmpty()) {
            fields.remark("key", "there is no key to press; left out");
        }
        double threshold = fields.number("threshold", 50, -1e9, 1e9);
        if (threshold <= 0) {
            fields.remark("threshold", "nothing is ever below that, so it never plays there; left out");
        }
        int cooldown = fields.whole("cooldown", 5_000, 0, DAY);
        if (mode.equals("text_ocr")) {
            fields.pass("ocr_engine");
        }
        String others = leftOver(fields);
        if (!others.isEmpty()) {
            fields.remark("detection_mode", "it goes by " + mode + "; of no meaning: " + others);
        }
        if (!dead.isEmpty()) {
            fields.remark("", "of no effect there either, so left out: " + String.join(", ", dead));
        }
        if (place.isEmpty() || keys.isEmpty() || threshold <= 0) {
            return;
        }
        draft.add(place.get());
        fields.about("sensor " + place.get().name());
        if (place.get().kind() == Sensor.Kind.DIGITS) {
            fields.remark("ocr_engine", "numbers are not read by this, but by how their digits look here, which is"
                    + " learned");
        } else {
            fields.remark("tolerance_h", "how far colours may be off is not set, but learned from a full and an empty"
                    + " look");
        }
        draft.add(new Played(name, keys, new Seen(condition(place.get(), threshold),
                Duration.ofMillis(Math.max(cooldown, check)), OptionalInt.empty()), Lane.EMERGENCY, true,
                true));
    }

    private static String condition(Place place, double threshold) {
        String percent = place.kind() == Sensor.Kind.DIGITS ? "%" : "";
        return threshold > 100 ? place.name() + " <= 100" + percent
                : place.name() + " < " + Fields.plain(Math.max(0.01, Math.round(threshold * 100) / 100.0)) + percent;
    }

    /** Numbers of another mode than the one that is chosen. */
    private static String leftOver(Fields fields) {
        List<String> others = fields.rest().stream().filter(name -> name.startsWith("region_")
                || name.startsWith("text_")
                || name.startsWith("center_") || name.equals("radius") || name.equals("ocr_engine")).toList();
        fields.pass(others.toArray(String[]::new));
        fields.remarkRest();
        return String.join(", ", others);
    }

    private static Optional<Place> rectangle(Draft draft, Fields fields, String sensor) {
        double x = at(fields, "region_x1");
        double y = at(fields, "region_y1");
        return place(draft, fields, sensor, Sensor.Kind.BAR, "region_x1",
                x, y, at(fields, "region_x2") - x, at(fields, "region_y2") - y);
    }

    private static Optional<Place> text(Draft draft, Fields fields, String sensor) {
        double x = at(fields, "text_x1");
        double y = at(fields, "text_y1");
        return place(draft, fields, sensor, Sensor.Kind.DIGITS, "text_x1",
                x, y, at(fields, "text_x2") - x, at(fields, "text_y2") - y);
    }

    /** Of health the left half counts, of mana the right one, for what is beside an orb covers the other. */
    private static Optional<Place> circle(Draft draft, Fields fields, String sensor) {
        double x = at(fields, "center_x");
        double y = at(fields, "center_y");
        double radius = at(fields, "radius");
        boolean left = sensor.equals("hp");
        double from = left ? Math.max(0, x - radius) : x;
        double top = Math.max(0, y - radius);
        Optional<Place> place = place(draft, fields, sensor, Sensor.Kind.ORB, "center_x", from, top,
                left ? x - from : radius, y + radius - top);
        place.ifPresent(each -> fields.about("sensor " + each.name()).remark("radius", "only the"
                + " " + (left ? "left" : "right")
                + " half of the circle is looked at, as there"));
        return place;
    }

    private static double at(Fields fields, String name) {
        return Math.rint(fields.number(name, 0, -1e9, 1e9));
    }

    private static Optional<Place> place(Draft draft, Fields fields, String sensor, Sensor.Kind kind, String field,
            double x, double y, double width, double height) {
        Optional<String> whyNot = Draft.whyNot(kind, x, y, width, height);
        if (whyNot.isPresent()) {
            fields.remark(field, whyNot.get() + "; there it counts as always full, so the potion is left out");
            return Optional.empty();
        }
        String what = sensor.equals("hp") ? "health" : "mana";
        List<Lesson> lessons = kind == Sensor.Kind.DIGITS
                ? List.of(new Lesson("--glyphs TEXT", "for TEXT write what stands there, such as 120/345; again with"
                + " others"
                        + " until all ten digits are known"))
                : List.of(new Lesson("--full", "while your " + what + " is full"),
                        new Lesson("--empty", "while it is empty"));
        return Optional.of(new Place(draft.sensorName(sensor), kind, new Sensor.Region((int) x, (int) y, (int) width,
                (int) height), Optional.empty(), lessons));
    }
}
