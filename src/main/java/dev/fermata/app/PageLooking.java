package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.NotDoneException.Why;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.control.Looking;
import dev.fermata.control.Studio;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Screen;
import dev.fermata.sense.Lesson;
import dev.fermata.sense.Reading;
import dev.fermata.sense.Sensors;
import dev.fermata.sense.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the page sees: a picture is taken when it asks for one, on a connection of its own that is closed again. One
 * thing at a time, so that two pages do not need twice the memory. Thread-safe; the lock is kept while a picture is
 * taken or read, for nobody else wants it.
 */
final class PageLooking implements Looking {
    /** So that a page that takes them all the time can still ask about the one before. */
    private static final int MOST_KEPT = 2;

    private final Studio studio;
    private final ProfileLibrary library;
    private final Function<Optional<GameWindow>, Screen> opener;
    private final Consumer<String> onPicture;
    @GuardedBy("this")
    private final Map<Long, Snapshot> kept = new LinkedHashMap<>();
    @GuardedBy("this")
    private long count;

    /**
     * @param studio finds profiles
     * @param library reads them
     * @param opener opens the game's window, or the whole screen where a profile names none
     * @param onPicture told what a picture was taken of, each time
     */
    private PageLooking(Studio studio, ProfileLibrary library, Function<Optional<GameWindow>, Screen> opener,
            Consumer<String> onPicture) {
        this.studio = studio;
        this.library = library;
        this.opener = opener;
        this.onPicture = onPicture;
    }

    /** As the constructor. Here, so that whoever may make one does not have to load what it is. */
    static Looking of(Studio studio, ProfileLibrary library, Function<Optional<GameWindow>, Screen> opener,
            Consumer<String> onPicture) {
        return new PageLooking(studio, library, opener, onPicture);
    }

    /** A profile with what it looks at. */
    private record Seeing(Studio.Shown shown, Profile profile) {
        Senses senses() {
            return profile.senses();
        }
    }

    @Override
    public synchronized Shot shoot(String profile) throws NotDoneException, BlindException {
        Optional<GameWindow> window = find(profile).profile().window();
        try (Screen screen = opener.apply(window)) {
            Snapshot taken = Snapshot.of(screen);
            onPicture.accept(taken.name());
            kept.put(++count, taken);
            kept.remove(count - MOST_KEPT);
            return new Shot(count, taken.png(), window.isPresent());
        } catch (DesktopException | Snapshot.NothingSeenException e) {
            throw new BlindException(false, e.getMessage());
        }
    }

    private Seeing find(String name) throws NotDoneException {
        Studio.Shown shown = studio.read(name);
        ProfileResult result = library.check(shown.stored().file(), shown.stored().text());
        return new Seeing(shown, result.profile().orElseThrow(() -> new NotDoneException(Why.UNREADABLE,
                "this profile has mistakes; mend them first")));
    }

    @Override
    public synchronized Seen read(String profile, Draft draft) throws NotDoneException, BlindException {
        Snapshot shot = shot(draft);
        Seeing seeing = find(profile);
        return seen(seeing.senses(), sensor(seeing, draft, shot), draft, shot, "", Optional.empty());
    }

    @Override
    public synchronized Seen learn(String profile, Draft draft, Lecture lecture)
            throws NotDoneException, BlindException {
        Snapshot shot = shot(draft);
        Seeing seeing = find(profile);
        if (seeing.shown().whyNot().isPresent()) {
            throw new NotDoneException(Why.NOT_EDITABLE, seeing.shown().whyNot().get());
        }
        Sensor sensor = sensor(seeing, draft, shot);
        if (!sensor.look().toAbsolutePath().normalize().startsWith(studio.folder().toAbsolutePath().normalize())) {
            throw new NotDoneException(Why.NOT_EDITABLE, "this sensor is written in a profile that is not your own");
        }
        try {
            Lesson lesson = Lesson.look(sensor, draft.region(), shot);
            Lesson.Learned learned = switch (lecture.look()) {
                case "glyphs" -> lesson.keepGlyphs(lecture.text());
                case "value" -> lesson.keepPercent(lecture.text());
                default -> lesson.keep(lecture.look());
            };
            return seen(seeing.senses(), sensor, draft, shot, learned.text(), Optional.of(learned.file()));
        } catch (Lesson.NotLearnedException e) {
            throw new BlindException(false, e.getMessage());
        } catch (IOException e) {
            throw new NotDoneException(Why.SYSTEM, "the look cannot be kept: " + e.getMessage());
        }
    }

    @GuardedBy("this")
    private Snapshot shot(Draft draft) throws BlindException {
        Snapshot shot = kept.get(draft.shot());
        if (shot == null) {
            throw new BlindException(true, "this picture is not kept any more");
        }
        Sensor.Region region = draft.region();
        if (region.x() + region.width() > shot.width() || region.y() + region.height() > shot.height()) {
            throw new BlindException(false, "this region is not in the picture");
        }
        return shot;
    }

    /** As it would be in the profile: what it learned it keeps, where it is there already. */
    private static Sensor sensor(Seeing seeing, Draft draft, Snapshot shot) {
        Path file = seeing.shown().stored().file();
        String base = String.valueOf(file.getFileName()).replaceFirst("\\.toml$", "");
        Path look = seeing.senses().sensors().stream().filter(each -> each.name().equals(draft.name())).findFirst()
                .map(Sensor::look).orElseGet(() -> file.resolveSibling("looks/" + base + "/" + draft.name()));
        Sensor.Region region = seeing.senses().inProfile(draft.region(), shot.width(), shot.height());
        return new Sensor(draft.name(), draft.kind(), region, draft.grows(), look, draft.colour(),
                draft.tolerance());
    }

    private static Seen seen(Senses senses, Sensor sensor, Draft draft, Snapshot shot, String learned,
            Optional<Path> file) {
        Sensors sensors = new Sensors(senses.with(List.of(sensor)), shot);
        // Another maximum than before has to be seen twice.
        sensors.look(0);
        sensors.look(0);
        Reading reading = sensors.readings().get(sensor.name());
        Sensor.Region region = draft.region();
        boolean hasMaximum = reading.isKnown() && reading.maximum() > 0;
        return new Seen(reading.isKnown() ? Optional.of(value(sensor, reading)) : Optional.empty(),
                hasMaximum ? OptionalDouble.of(reading.maximum()) : OptionalDouble.empty(),
                reading.isKnown() ? "" : reading.why().toString(), reading.confidence(), Lesson.learned(sensor),
                shot.colour(region.x(), region.y(), region.width(), region.height()), sensor.region(), learned, file);
    }

    private static Object value(Sensor sensor, Reading reading) {
        return switch (sensor.kind()) {
            case PIXEL -> reading.value() == 1;
            case ICON -> reading.value() == 1 ? "ready" : "cooling";
            case BAR, ORB -> Math.round(10 * reading.value()) / 10.0;
            case DIGITS -> Math.round(reading.value());
        };
    }
}
