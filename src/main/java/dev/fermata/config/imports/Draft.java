package dev.fermata.config.imports;

import dev.fermata.config.KeyTypes;
import dev.fermata.config.imports.ImportedProfile.Chat;
import dev.fermata.config.imports.ImportedProfile.Hotkeys;
import dev.fermata.config.imports.ImportedProfile.Managed;
import dev.fermata.config.imports.ImportedProfile.Place;
import dev.fermata.config.imports.ImportedProfile.Played;
import dev.fermata.config.imports.ImportedProfile.Priority;
import dev.fermata.config.imports.ImportedProfile.Ring;
import dev.fermata.config.imports.ImportedProfile.Window;
import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.model.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A profile while it is taken over: what readers put into it, and how it is made one whole. Confined to one thread. */
final class Draft {
    /** As far as a profile goes. */
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_SENSOR = 32;
    private static final int MOST_PIXEL = 32_767;
    /** A bar that is shorter cannot be read. */
    private static final int LEAST_LENGTH = 10;

    final List<Remark> remarks = new ArrayList<>();
    final Set<String> special = new LinkedHashSet<>();
    final Map<String, Managed> managed = new LinkedHashMap<>();
    final Map<String, String> uses = new LinkedHashMap<>();
    final Set<String> chatOpen = new LinkedHashSet<>();
    final Set<String> chatClose = new LinkedHashSet<>();
    Optional<String> toggle = Optional.empty();
    boolean oneKey;
    Optional<Duration> keyPress = Optional.empty();
    Optional<Duration> minGap = Optional.empty();
    Optional<Window> window = Optional.empty();
    Optional<Senses.Size> reference = Optional.empty();
    OptionalInt rate = OptionalInt.empty();
    Optional<Ring> ring = Optional.empty();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Played> skills = new LinkedHashMap<>();

    /** Whether there is anything that could be played. */
    boolean plays() {
        return ring.isPresent() || !skills.isEmpty();
    }

    /** Whether anything is looked at. */
    boolean sees() {
        return !places.isEmpty();
    }

    /** Whether all that is looked at lies in a window of that size. */
    boolean fits(Senses.Size size) {
        return places.values().stream().map(Place::region).allMatch(at ->
                at.x() + at.width() <= size.width() && at.y() + at.height() <= size.height());
    }

    /** A name for a skill that no other has. */
    String skillName(String wanted) {
        return free(line(wanted, LONGEST_NAME - 4, "Skill"), " ", skills.keySet());
    }

    /** A name for a sensor that no other has: small letters, digits and {@code _}. */
    String sensorName(String wanted) {
        String bare = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[^a-z]+|_+$", "");
        String cut = bare.isEmpty() ? "sensor" : bare.substring(0, Math.min(bare.length(), LONGEST_SENSOR - 4));
        // A digit or a letter more: no word of conditions, and none that somebody else takes.
        return free(Set.of("and", "or", "not", "ready", "cooling", "unknown", "true", "false").contains(cut)
                ? cut + "_seen" : cut, "_", places.keySet());
    }

    private static String free(String wanted, String between, Set<String> taken) {
        String name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + between + number;
        }
        return name;
    }

    /** A text on one line, of that length at most. */
    static String line(String wanted, int longest, String otherwise) {
        String line = Printable.line(wanted).strip();
        int length = line.codePointCount(0, line.length());
        String cut = length <= longest ? line : line.substring(0, line.offsetByCodePoints(0, longest)).strip();
        return cut.isEmpty() ? otherwise : cut;
    }

    void add(Played skill) {
        skills.put(skill.name(), skill);
    }

    void add(Place place) {
        places.put(place.name(), place);
    }

    /** Why a sensor cannot be there; empty if it can. */
    static Optional<String> whyNot(Sensor.Kind kind, double x, double y, double width, double height) {
        boolean fills = kind == Sensor.Kind.BAR || kind == Sensor.Kind.ORB;
        if (width < 1 || height < 1) {
            return Optional.of("this is no rectangle: it ends before it begins");
        }
        if (x < 0 || y < 0 || x > MOST_PIXEL || y > MOST_PIXEL || width > MOST_PIXEL || height > MOST_PIXEL) {
            return Optional.of("this lies outside of any window");
        }
        return fills && height < LEAST_LENGTH ? Optional.of("this is only " + Fields.plain(height)
                + " pixels high, and less than " + LEAST_LENGTH + " cannot be read") : Optional.empty();
    }

    /** The profile. */
    ImportedProfile finish(String name, String description) {
        Set<Key> taken = EnumSet.noneOf(Key.class);
        Optional<Key> toggleKey = toggle.flatMap(Draft::key);
        uses.keySet().removeIf(keys -> key(keys).equals(toggleKey) && told("hotkeys", keys,
                "this starts and pauses already, and cannot choose a profile as well; left out"));
        toggleKey.ifPresent(taken::add);
        uses.keySet().forEach(keys -> key(keys).ifPresent(taken::add));
        special.removeIf(each -> isTaken(each, taken) && told("priority", each,
                "this is a hotkey, and cannot silence the schedule as well; left out"));
        managed.keySet().removeIf(each -> isTaken(each, taken) && told("priority", each,
                "this is a hotkey, and cannot be taken over as well; left out"));
        chatOpen.removeIf(each -> isTaken(each, taken));
        chatClose.removeIf(each -> isTaken(each, taken));
        special.forEach(each -> taken.addAll(Key.findAll(each)));
        managed.keySet().forEach(each -> taken.addAll(Key.findAll(each)));
        chatOpen.forEach(each -> taken.addAll(Key.findAll(each)));
        chatClose.forEach(each -> taken.addAll(Key.findAll(each)));
        Optional<String> master = other("master", List.of("f8", "f7", "f6", "f5", "f4"), taken);
        Optional<String> pause = toggle.or(() -> other("toggle", List.of("f9", "f10", "f11", "pause"), taken));
        Optional<String> panic = other("panic", List.of("ctrl+shift+f12", "ctrl+shift+f11", "ctrl+shift+f10"), taken);
        Optional<Window> whole = window.map(each -> new Window(each.windowClass(), each.exe(),
                chatOpen.isEmpty() || chatClose.isEmpty() ? Optional.empty() : Optional.of(new Chat(
                        List.copyOf(chatOpen), List.copyOf(chatClose), Duration.ofHours(1)))));
        return new ImportedProfile(line(name, LONGEST_NAME, "imported"), line(description, 300, "Imported"),
                new Hotkeys(master, pause, panic, oneKey, toggle.isPresent(), new LinkedHashMap<>(uses)),
                new Priority(List.copyOf(special), new LinkedHashMap<>(managed)), keyPress, minGap, whole,
                reference, rate, List.copyOf(places.values()), List.copyOf(skills.values()), ring, remarks);
    }

    /** Another key for a command whose own one is taken; empty where it is not. */
    private Optional<String> other(String command, List<String> keys, Set<Key> taken) {
        String free = keys.stream().filter(each -> key(each).filter(taken::contains).isEmpty()).findFirst()
                .orElse("none");
        key(free).ifPresent(taken::add);
        return free.equals(keys.get(0)) || !told("hotkeys", command,
                keys.get(0) + " means something else in this profile; '" + command + "' is " + free + " instead")
                ? Optional.empty() : Optional.of(free);
    }

    private boolean told(String about, String field, String text) {
        remarks.add(new Remark(about, 0, field, text));
        return true;
    }

    private static boolean isTaken(String watched, Set<Key> taken) {
        return Key.findAll(watched).stream().anyMatch(taken::contains);
    }

    private static Optional<Key> key(String hotkey) {
        return KeyTypes.hotkey().ofText(hotkey).flatMap(found -> found).map(Hotkey::key);
    }
}
