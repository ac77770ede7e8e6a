package dev.fermata.config.imports;

import dev.fermata.config.TomlText;
import dev.fermata.config.imports.ImportedProfile.Every;
import dev.fermata.config.imports.ImportedProfile.KeptDown;
import dev.fermata.config.imports.ImportedProfile.Lesson;
import dev.fermata.config.imports.ImportedProfile.Place;
import dev.fermata.config.imports.ImportedProfile.Played;
import dev.fermata.config.imports.ImportedProfile.Seen;
import dev.fermata.config.profile.Sensor;
import dev.fermata.model.Durations;
import dev.fermata.model.Lane;
import dev.fermata.model.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what was taken over as the text of a profile, with each remark as a comment where it belongs. */
public final class ImportedText {
    private static final int WIDTH = 110;

    private final ImportedProfile profile;
    private final String reference;
    private final StringBuilder out = new StringBuilder();
    private final Set<Remark> told = new HashSet<>();

    private ImportedText(ImportedProfile profile, String reference) {
        this.profile = profile;
        this.reference = reference;
    }

    /**
     * Writes it.
     *
     * @param reference what {@code fermata learn} is to call the profile, in quotes where a shell needs them
     */
    public static String of(ImportedProfile profile, String reference) {
        return new ImportedText(profile, reference).text();
    }

    /** A remark in one line. */
    public static String line(Remark remark) {
        String place = remark.line() > 0 ? "line " + remark.line() : "";
        String at = remark.field().isEmpty() ? place : place.isEmpty() ? remark.field()
                : remark.field() + " (" + place + ")";
        return Printable.line(at.isEmpty() ? remark.text() : at + ": " + remark.text());
    }

    /** The commands by which its sensors are shown how things look, and when, in the order of the profile. */
    public static Map<String, String> lessons(ImportedProfile profile, String reference) {
        Map<String, String> lessons = new LinkedHashMap<>();
        profile.places().forEach(place -> place.lessons().forEach(lesson ->
                lessons.put(command(place, lesson, reference), lesson.when())));
        return lessons;
    }

    private static String command(Place place, Lesson lesson, String reference) {
        return "fermata learn " + reference + " " + place.name() + " " + lesson.option();
    }

    private String text() {
        comment(profile.description() + ". What could not be taken over as it was, and why, is told where it belongs,"
                + " in"
                + " lines that begin with 'import:'.");
        out.append('\n');
        remarks("");
        field("schema", 1L);
        field("name", profile.name());
        field("description", profile.description());
        hotkeys();
        priority();
        Map<String, Object> dispatch = new LinkedHashMap<>();
        profile.keyPress().ifPresent(each -> dispatch.put("key_press", duration(each)));
        profile.minGap().ifPresent(each -> dispatch.put("min_gap", duration(each)));
        table("dispatch", dispatch);
        window();
        Map<String, Object> screen = new LinkedHashMap<>();
        profile.reference().ifPresent(size -> screen.put("reference",
                List.of((long) size.width(), (long) size.height())));
        profile.rate().ifPresent(rate -> screen.put("rate", rate + "/s"));
        table("screen", screen);
        profile.places().forEach(this::place);
        profile.skills().forEach(this::skill);
        profile.ring().ifPresent(ring -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("steps", ring.steps());
            fields.put("every", duration(ring.every()));
            table("rotation", fields);
        });
        leftOver();
        return out.toString();
    }

    private void hotkeys() {
        ImportedProfile.Hotkeys hotkeys = profile.hotkeys();
        Map<String, Object> fields = new LinkedHashMap<>();
        hotkeys.master().ifPresent(each -> fields.put("master", each));
        hotkeys.toggle().ifPresent(each -> fields.put("toggle", each));
        hotkeys.panic().ifPresent(each -> fields.put("panic", each));
        if (hotkeys.oneKey()) {
            fields.put("one_key", true);
        }
        if (hotkeys.sharedToggle()) {
            fields.put("shared", List.of("toggle"));
        }
        hotkeys.uses().forEach((keys, name) -> fields.put(keys, "use " + name));
        table("hotkeys", fields);
    }

    private void priority() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!profile.priority().special().isEmpty()) {
            fields.put("special", profile.priority().special());
        }
        table("priority", fields);
        profile.priority().managed().forEach((key, how) -> {
            Map<String, Object> managed = new LinkedHashMap<>();
            how.send().ifPresent(send -> managed.put("send", send.id()));
            managed.put("pre_delay", duration(how.preDelay()));
            header("[priority.managed." + TomlText.name(key) + "]", "priority");
            managed.forEach(this::field);
        });
    }

    private void window() {
        profile.window().ifPresent(window -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            window.windowClass().ifPresent(each -> fields.put("class", each));
            window.exe().ifPresent(each -> fields.put("exe", each));
            table("window", fields);
            window.chat().ifPresent(chat -> {
                header("[window.chat]", "");
                field("open", chat.open());
                field("close", chat.close());
                field("lease", duration(chat.lease()));
            });
        });
    }

    private void place(Place place) {
        header("[[sensor]]", "sensor " + place.name());
        field("name", place.name());
        field("kind", place.kind().name().toLowerCase(Locale.ROOT));
        Sensor.Region at = place.region();
        field("region", List.of((long) at.x(), (long) at.y(), (long) at.width(), (long) at.height()));
        if (place.kind() == Sensor.Kind.BAR || place.kind() == Sensor.Kind.ORB) {
            field("grows", "up");
        }
        place.pixel().ifPresent(pixel -> {
            field("colour", pixel.colour() == Sensor.ANY_COLOUR ? "any" : String.format("#%06x", pixel.colour()));
            field("tolerance", (long) pixel.tolerance());
        });
        for (Lesson lesson : place.lessons()) {
            comment(command(place, lesson, reference) + "   " + lesson.when());
        }
    }

    private void skill(Played skill) {
        header("[[skill]]", "skill " + skill.name());
        field("name", skill.name());
        field("keys", skill.keys());
        if (skill.trigger() instanceof Every every) {
            field("every", duration(every.every()));
            optional("when", every.when());
            optional("else_keys", every.elseKeys());
            if (every.atStart()) {
                field("at_start", true);
            }
        } else if (skill.trigger() instanceof Seen seen) {
            field("when", seen.when());
            field("cooldown", duration(seen.cooldown()));
            seen.tries().ifPresent(tries -> field("tries", (long) tries));
        } else if (skill.trigger() instanceof KeptDown) {
            field("mode", "hold");
        }
        if (skill.lane() != Lane.NORMAL) {
            field("lane", skill.lane().id());
        }
        if (skill.runs()) {
            field("during_hold", "run");
        }
        if (!skill.enabled()) {
            field("enabled", false);
        }
    }

    /** What belongs to tables that were not written. */
    private void leftOver() {
        List<Remark> rest = new ArrayList<>(profile.remarks());
        rest.removeAll(told);
        if (!rest.isEmpty()) {
            out.append("\n# Not taken over:\n");
            rest.forEach(each -> comment("import: " + line(each)));
        }
    }

    private void table(String name, Map<String, Object> fields) {
        if (!fields.isEmpty()) {
            header("[" + name + "]", name);
            fields.forEach(this::field);
        }
    }

    private void header(String header, String about) {
        out.append('\n');
        if (!about.isEmpty()) {
            remarks(about);
        }
        out.append(header).append('\n');
    }

    private void remarks(String about) {
        for (Remark remark : profile.remarks()) {
            if (remark.about().equals(about) && told.add(remark)) {
                comment("import: " + line(remark));
            }
        }
    }

    /** Lines of words, of a width that is read easily. */
    private void comment(String text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : Printable.line(text).split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > 2) {
                out.append(line).append('\n');
                line = new StringBuilder("#  ");
            }
            line.append(' ').append(word);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private void optional(String name, Optional<String> value) {
        value.ifPresent(each -> field(name, each));
    }

    private void field(String name, Object value) {
        out.append(TomlText.name(name)).append(" = ").append(TomlText.of(value)).append('\n');
    }

    private static String duration(Duration duration) {
        return Durations.format(duration);
    }
}
