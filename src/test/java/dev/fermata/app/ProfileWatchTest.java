package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.ProfileText;
import dev.fermata.time.HandClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a saved profile is read, on virtual time and a real file. */
class ProfileWatchTest {
    private static final Duration TICK = Duration.ofNanos(1);

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock();
    private final List<String> told = new ArrayList<>();
    private Path file;
    private ProfileWatch watch;
    /** What is read in place of the file, if anything. */
    private Optional<ProfileText> instead = Optional.empty();

    @BeforeEach
    void begin() throws IOException {
        // No file of today is young on this clock, which is in 1970.
        file = folder.resolve("p.toml");
        save("first");
        Profile begun = ProfileReader.read(file).profile().orElseThrow();
        watch = new ProfileWatch(file, begun, clock, path -> instead.orElseGet(() -> ProfileReader.load(path)),
                result -> told.add(nameOrProblem(result)));
        step();
    }

    @Test
    void looksOnceASecondAndReadsNothingWhileNothingChanges() {
        for (int second = 1; second <= 60; second++) {
            assertEquals(clock.nanos() + Duration.ofSeconds(1).toNanos(), watch.step(clock.nanos()));
            clock.pass(Duration.ofSeconds(1));
        }
        assertEquals(1, watch.readings());
        assertEquals(List.of(), told);
    }

    @Test
    void whatWasSavedBeforeTheFirstLookIsLoaded() throws IOException {
        Profile begun = ProfileReader.read(file).profile().orElseThrow();
        save("second");
        new ProfileWatch(file, begun, clock, result -> told.add(nameOrProblem(result))).step(0);
        assertEquals(List.of("second"), told);
    }

    @Test
    void aSaveIsReadWhenItHasBeenQuietAndNotATickSooner() throws IOException {
        save("second");
        long due = step();
        assertEquals(clock.nanos() + ProfileWatch.QUIET.toNanos(), due);
        clock.pass(ProfileWatch.QUIET.minus(TICK));
        assertEquals(due, step());
        assertEquals(List.of(), told);
        clock.pass(TICK);
        step();
        assertEquals(List.of("second"), told);
    }

    @Test
    void whoSavesAllTheTimeIsReadAfterASecond() throws IOException {
        save("v0");
        long begun = clock.nanos();
        step();
        for (int i = 1; told.isEmpty(); i++) {
            clock.pass(ProfileWatch.QUIET.dividedBy(2));
            save("v" + i);
            step();
        }
        assertEquals(ProfileWatch.LONGEST_UNREST.toNanos(), clock.nanos() - begun);
        assertEquals(List.of("v20"), told);
    }

    @Test
    void aSaveOfTheSameTextIsNoNews() throws IOException {
        save("first");
        settle();
        assertEquals(2, watch.readings());
        assertEquals(List.of(), told);
    }

    @Test
    void whatASensorLearnsIsNewsThoughTheTextIsTheSame() throws IOException {
        Files.writeString(file, Files.readString(file) + """
                [[sensor]]
                name = "hp"
                kind = "bar"
                region = [0, 0, 100, 10]
                """);
        settle();
        assertEquals(List.of("first"), told);
        Path looks = Files.createDirectories(folder.resolve("looks/p"));
        settle();
        assertEquals(List.of("first"), told, "a folder is no look");
        Path full = Files.writeString(looks.resolve("hp.full.png"), "a picture");
        Files.setLastModifiedTime(full, FileTime.fromMillis(0));
        settle();
        assertEquals(List.of("first", "first"), told);
        Files.writeString(looks.resolve("other.full.png"), "of another sensor");
        settle();
        settle();
        assertEquals(List.of("first", "first"), told);
        Files.writeString(full, "another picture");
        settle();
        assertEquals(List.of("first", "first", "first"), told);
    }

    @Test
    void aTakeThatIsSavedIsRead() throws IOException {
        Files.writeString(file, Files.readString(file) + """
                [[skill]]
                name = "Combo"
                take = "combo.take"
                every = "1s"
                """);
        settle();
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("combo.take: this file does not exist"), told.get(0));
        Path take = Files.writeString(folder.resolve("combo.take"), "fermata take 1\n0 down q\n5 up q\n");
        Files.setLastModifiedTime(take, FileTime.fromMillis(0));
        settle();
        assertEquals("first", told.get(1));
        Files.writeString(take, "fermata take 1\n0 down q\n9 up w\n");
        settle();
        assertTrue(told.get(2).contains("combo.take:3:6: 'w' is not down here"), told.get(2));
        Files.writeString(take, "fermata take 1\n0 down q\n9 up q\n");
        settle();
        settle();
        assertEquals(List.of("first"), told.subList(3, told.size()));
    }

    @Test
    void aSecondSaveWithinTheFilesCoarseTimeIsSeen() throws IOException {
        clock.pass(Duration.ofHours(1));
        FileTime time = FileTime.from(clock.wallTime(clock.nanos()));
        save("one");
        Files.setLastModifiedTime(file, time);
        settle();
        // The same file, length and time.
        Files.writeString(file, text("two"));
        Files.setLastModifiedTime(file, time);
        clock.pass(ProfileWatch.PERIOD);
        step();
        assertEquals(List.of("one", "two"), told);
        clock.pass(ProfileWatch.PERIOD);
        step();
        long readings = watch.readings();
        clock.pass(ProfileWatch.PERIOD);
        step();
        assertEquals(readings, watch.readings(), "by now it is old enough not to be read again");
    }

    @Test
    void whatCannotBeReadForAWhileIsToldOnceAndReadWithoutAnotherSave() throws IOException {
        save("second");
        instead = Optional.of(new ProfileText(file, Optional.empty(),
                ProfileReader.load(folder.resolve("none.toml")).problem(), true, List.of()));
        settle();
        for (int second = 0; second < 10; second++) {
            clock.pass(ProfileWatch.PERIOD);
            step();
        }
        assertEquals(List.of("none.toml: this file does not exist"), told);
        instead = Optional.empty();
        clock.pass(ProfileWatch.PERIOD);
        step();
        assertEquals(List.of("none.toml: this file does not exist", "second"), told);
    }

    @Test
    void theFilesThatItExtendsAreLookedAtToo() throws IOException {
        Path base = Files.writeString(folder.resolve("base.toml"), text("base"));
        Files.writeString(folder.resolve("draft"), "schema = 1\nname = \"second\"\nextends = \"base.toml\"\n");
        Files.move(folder.resolve("draft"), file, StandardCopyOption.REPLACE_EXISTING);
        settle();
        assertEquals(List.of(file, base), watch.files());
        clock.pass(ProfileWatch.PERIOD);
        step();
        long readings = watch.readings();
        clock.pass(ProfileWatch.PERIOD);
        step();
        assertEquals(readings, watch.readings(), "nothing has changed");
        Files.writeString(base, text("base").replace("\"1h\"", "\"soon\""));
        settle();
        assertEquals(List.of("second"), told.subList(0, 1));
        assertEquals(2, told.size());
        Files.writeString(base, text("base").replace("\"1h\"", "\"2h\""));
        settle();
        assertEquals("second", told.get(2));
        save("third");
        settle();
        assertEquals(List.of(file), watch.files());
    }

    @Test
    void aFileThatIsDeletedIsToldAndLoadedWhenItIsBack() throws IOException {
        Files.delete(file);
        settle();
        clock.pass(ProfileWatch.PERIOD);
        step();
        assertEquals(List.of("p.toml: this file does not exist"), told);
        save("first");
        settle();
        assertEquals(List.of("p.toml: this file does not exist", "first"), told);
    }

    @Test
    void whatTheListenerFailedToTakeComesAgain() throws IOException {
        List<String> taken = new ArrayList<>();
        ProfileWatch failing = new ProfileWatch(file, ProfileReader.read(file).profile().orElseThrow(), clock,
                result -> {
            taken.add(nameOrProblem(result));
            if (taken.size() == 1) {
                throw new IllegalStateException("once");
            }
        });
        failing.step(clock.nanos());
        save("second");
        failing.step(clock.nanos());
        clock.pass(ProfileWatch.QUIET);
        assertThrows(IllegalStateException.class, () -> failing.step(clock.nanos()));
        failing.step(clock.nanos());
        assertEquals(List.of("second", "second"), taken);
    }

    private long step() {
        return watch.step(clock.nanos());
    }

    /** Notices a change and waits until it has been quiet. */
    private void settle() {
        step();
        clock.pass(ProfileWatch.QUIET);
        step();
    }

    private void save(String name) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), text(name));
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(String name) {
        return """
                schema = 1
                name = "%s"
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1h"
                """.formatted(name);
    }

    private String nameOrProblem(ProfileResult result) {
        return result.profile().map(Profile::name)
                .orElseGet(() -> result.render().replace(folder + File.separator, ""));
    }
}
