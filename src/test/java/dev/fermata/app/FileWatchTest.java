package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.time.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When saved files are told of, on virtual time and real files. */
class FileWatchTest {
    @TempDir Path folder;

    /** No file of today is young on this clock, which is in 1970. */
    private final HandClock clock = new HandClock();
    private int told;

    private FileWatch watch(Path... files) {
        return new FileWatch(List.of(files), clock, () -> {
            told++;
            return List.of(files);
        });
    }

    private void pass(FileWatch watch, Duration time) {
        long end = clock.nanos() + time.toNanos();
        long due = watch.step(clock.nanos());
        while (due <= end) {
            clock.pass(Duration.ofNanos(due - clock.nanos()));
            due = watch.step(clock.nanos());
        }
        clock.pass(Duration.ofNanos(end - clock.nanos()));
    }

    @Test
    void eachSaveOfAnyOfThemIsToldOnceWhenItIsQuiet() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "a");
        Path other = folder.resolve("other");
        FileWatch watch = watch(one, other);
        pass(watch, Duration.ofMinutes(1));
        assertEquals(0, told, "nothing was saved");
        Files.writeString(one, "ab");
        assertEquals(clock.nanos() + ProfileWatch.QUIET.toNanos(), watch.step(clock.nanos()));
        assertEquals(0, told, "it may be saved in several steps");
        pass(watch, Duration.ofSeconds(5));
        assertEquals(1, told);
        Files.writeString(other, "made");
        pass(watch, Duration.ofSeconds(5));
        Files.delete(one);
        pass(watch, Duration.ofSeconds(5));
        assertEquals(3, told);
    }

    @Test
    void whoWritesAllTheTimeIsToldOfAllTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("one"), "a");
        FileWatch watch = watch(file);
        for (int i = 0; i < 25; i++) {
            Files.writeString(file, "a".repeat(i + 2));
            pass(watch, Duration.ofMillis(50));
        }
        assertEquals(1, told);
    }

    @Test
    void aFileThatHasJustBeenSavedIsToldOfOnceMoreForItsTimeMayBeTooCoarse() throws IOException {
        Path file = Files.writeString(folder.resolve("one"), "a");
        Files.setLastModifiedTime(file, FileTime.from(clock.wallTime(clock.nanos())));
        FileWatch watch = watch(file);
        Files.writeString(file, "b");
        Files.setLastModifiedTime(file, FileTime.from(clock.wallTime(clock.nanos())));
        pass(watch, Duration.ofSeconds(1));
        assertEquals(0, told, "nothing has been seen");
        pass(watch, Duration.ofSeconds(10));
        assertEquals(1, told);
    }

    @Test
    void whatIsReadMayNameOtherFilesWhichAreLookedAtFromThenOn() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "a");
        Path other = folder.resolve("other");
        FileWatch watch = new FileWatch(List.of(one), clock, () -> {
            told++;
            return told == 3 ? List.of(one) : List.of(one, other);
        });
        Files.writeString(other, "not looked at yet");
        pass(watch, Duration.ofSeconds(5));
        assertEquals(0, told);
        Files.writeString(one, "names the other");
        pass(watch, Duration.ofSeconds(5));
        assertEquals(2, told, "the other may have been saved while it was read, so all is read once more");
        Files.delete(other);
        pass(watch, Duration.ofSeconds(5));
        assertEquals(5, told, "and once more for each list that is another than before");
        assertEquals(List.of(one, other), watch.files());
    }

    @Test
    void whatFailsComesAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("one"), "a");
        FileWatch watch = new FileWatch(List.of(file), clock, () -> {
            told++;
            if (told < 3) {
                throw new IllegalStateException("on purpose");
            }
            return List.of(file);
        });
        Files.writeString(file, "ab");
        for (int i = 0; i < 10; i++) {
            try {
                watch.step(clock.nanos());
            } catch (IllegalStateException e) {
                assertEquals("on purpose", e.getMessage());
            }
            clock.pass(Duration.ofSeconds(1));
        }
        assertEquals(3, told);
    }
}
