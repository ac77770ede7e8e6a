package dev.fermata.speak.keep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sounds that are kept in files, and files in which anything may stand. */
class KeptSoundsTest {
    private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration AGE = Duration.ofDays(30);

    private final List<String> told = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public Instant wallTime(long nanos) {
            return DAY.plusNanos(nanos);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            throw new AssertionError("nobody waits here");
        }
    };

    @TempDir Path home;

    private Path folder() {
        return home.resolve("speech");
    }

    private KeptSounds kept(long most) {
        return new KeptSounds(this::folder, most, AGE, clock, told::add);
    }

    private static Sound sound(int length, int seed) {
        short[] samples = new short[length];
        Random random = new Random(seed);
        for (int i = 0; i < length; i++) {
            samples[i] = (short) random.nextInt();
        }
        return new Sound(samples, 16_000);
    }

    private static void assertSame(Sound expected, Optional<Sound> found) {
        assertArrayEquals(expected.samples(), found.orElseThrow().samples());
        assertEquals(expected.rate(), found.orElseThrow().rate());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsKeptIsFoundByWhoeverComesLater() throws Exception {
        Sound sound = sound(1_000, 1);
        KeptSounds first = kept(1_000_000);
        assertEquals(Optional.empty(), first.find("a"));
        first.keep("a", sound);
        assertSame(sound, first.find("a"));
        assertSame(sound, kept(1_000_000).find("a"));
        assertEquals(Optional.empty(), kept(1_000_000).find("b"));
        assertEquals(1, first.misses());
        assertEquals(List.of("a.wav"), files());
        // A player of such files plays it.
        assertArrayEquals(sound.samples(), Wav.read(Files.readAllBytes(folder().resolve("a.wav"))).samples());
        assertEquals(List.of(), told);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void filesAreForThisUsersEyesOnly() throws Exception {
        kept(1_000_000).keep("a", sound(10, 1));
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve("a.wav"))));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
        Path elsewhere = Files.copy(folder().resolve("a.wav"), home.resolve("elsewhere"));
        Files.createSymbolicLink(folder().resolve("b.wav"), elsewhere);
        assertEquals(Optional.empty(), kept(1_000_000).find("b"));
        assertTrue(Files.exists(elsewhere));
    }

    @Test
    void whatWasUsedLeastLatelyGoesWhenThereIsNoRoom() throws Exception {
        int bytes = KeptFile.of(sound(1_000, 0)).length;
        KeptSounds kept = kept(10L * bytes);
        for (int i = 0; i < 10; i++) {
            passed = passed.plusSeconds(1);
            kept.keep("s" + i, sound(1_000, i));
        }
        assertEquals(10, files().size());
        passed = passed.plusSeconds(1);
        assertTrue(kept.find("s0").isPresent(), "it is used again");
        kept.keep("t", sound(1_000, 11));
        // One more than needed, so that the next needs no room.
        assertEquals(List.of("s0.wav", "s3.wav", "s4.wav", "s5.wav", "s6.wav", "s7.wav", "s8.wav", "s9.wav", "t.wav"),
                files());
        assertEquals(List.of(), told);
    }

    @Test
    void theRoomIsKeptToWhateverComes() throws Exception {
        Random random = new Random(5);
        KeptSounds kept = kept(60_000);
        for (int i = 0; i < 300; i++) {
            passed = passed.plusMillis(1 + random.nextInt(5));
            kept.keep("s" + random.nextInt(80), sound(random.nextInt(8_000), i));
            long all = 0;
            for (String each : files()) {
                all += Files.size(folder().resolve(each));
            }
            assertTrue(all <= 60_000, all + " after " + i);
        }
        kept.keep("large", sound(10_000, 1));
        assertFalse(files().contains("large.wav"), "one sound does not take the place of all");
    }

    @Test
    void whatIsNotUsedForLongGoes() throws Exception {
        kept(1_000_000).keep("old", sound(10, 1));
        kept(1_000_000).keep("used", sound(10, 2));
        passed = AGE.minusSeconds(1);
        assertTrue(kept(1_000_000).find("used").isPresent());
        passed = AGE.plusSeconds(1);
        kept(1_000_000).keep("new", sound(10, 3));
        assertEquals(List.of("new.wav", "used.wav"), files());
    }

    @Test
    void whatADeadProcessHasLeftGoesAndOtherFilesStay() throws Exception {
        kept(1_000_000).keep("a", sound(10, 1));
        Path left = Files.write(folder().resolve("x.wav.77-1.tmp"), new byte[9]);
        Path fresh = Files.write(folder().resolve("y.wav.78-1.tmp"), new byte[9]);
        Files.write(folder().resolve("notes.txt"), new byte[9]);
        Files.createDirectory(folder().resolve("folder.wav"));
        passed = Duration.ofHours(2);
        Files.setLastModifiedTime(left, FileTime.from(DAY));
        Files.setLastModifiedTime(fresh, FileTime.from(DAY.plus(passed)));
        kept(1_000_000).keep("b", sound(10, 2));
        assertEquals(List.of("a.wav", "b.wav", "folder.wav", "notes.txt", "y.wav.78-1.tmp"), files());
        assertEquals(Optional.empty(), kept(1_000_000).find("folder"));
    }

    @Test
    void aDamagedFileIsNoneAndIsTakenAway() throws Exception {
        Random random = new Random(9);
        byte[] whole = KeptFile.of(sound(300, 1));
        KeptSounds kept = kept(1_000_000);
        kept.keep("a", sound(300, 1));
        Path file = folder().resolve("a.wav");
        assertArrayEquals(whole, Files.readAllBytes(file));
        for (int round = 0; round < 400; round++) {
            byte[] damaged = switch (round % 4) {
                case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length));
                case 1 -> Arrays.copyOf(whole, whole.length + 1 + random.nextInt(500));
                case 2 -> whole.clone();
                default -> new byte[random.nextInt(2_000)];
            };
            if (round % 4 == 2) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            } else if (round % 4 == 3) {
                random.nextBytes(damaged);
            }
            Files.write(file, damaged);
            assertEquals(Optional.empty(), kept.find("a"), "round " + round);
            assertFalse(Files.exists(file));
            kept.keep("a", sound(300, 1));
            assertTrue(kept.find("a").isPresent());
        }
        assertEquals(List.of(), told);
    }

    @Test
    void withoutAPlaceNothingIsKeptAndThatIsToldOnce() throws Exception {
        Path inTheWay = Files.write(home.resolve("file"), new byte[1]);
        KeptSounds kept = new KeptSounds(() -> inTheWay.resolve("speech"), 1_000_000, AGE, clock, told::add);
        Engine engine = new KeepingEngine(engine("it", 7), kept);
        for (int i = 0; i < 3; i++) {
            assertEquals(7, engine.make("text").length());
        }
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("sounds are not kept: "), told.get(0));
    }

    @Test
    void aFolderThatIsTakenAwayIsMadeAgain() throws Exception {
        KeptSounds kept = kept(1_000_000);
        kept.keep("a", sound(10, 1));
        Files.delete(folder().resolve("a.wav"));
        Files.delete(folder());
        assertEquals(Optional.empty(), kept.find("a"));
        kept.keep("a", sound(10, 1));
        assertTrue(kept.find("a").isPresent());
    }

    @Test
    void whoIsInterruptedHasNotDamagedAnything() throws Exception {
        KeptSounds kept = kept(1_000_000);
        kept.keep("a", sound(10, 1));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> kept.find("a"));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> kept.keep("b", sound(10, 1)));
        assertFalse(Thread.interrupted(), "the exception says it");
        assertTrue(kept.find("a").isPresent());
        assertEquals(List.of("a.wav"), files());
        assertEquals(List.of(), told);
    }

    @Test
    void allThatShapesASoundIsInItsKey() {
        Set<String> keys = new HashSet<>();
        for (String identity : List.of("", "espeak de", "espeak en", "2:en", "espeak")) {
            for (String text : List.of("a", "b", "ena", "1:a", "你好")) {
                keys.add(KeepingEngine.key(identity, text));
            }
        }
        assertEquals(25, keys.size());
        assertNotEquals(KeepingEngine.key("ab", "c"), KeepingEngine.key("a", "bc"));
        keys.forEach(key -> assertTrue(key.matches("[0-9a-f]{32}"), key));
    }

    @Test
    void whatIsKeptIsNotMadeAgainAndWhatFailsIsNotKept() throws Exception {
        KeptSounds kept = kept(1_000_000);
        int[] made = {0};
        Engine engine = new KeepingEngine(new Engine() {
            @Override
            public Sound make(String text) throws VoiceException {
                made[0]++;
                if (text.equals("bad")) {
                    throw new VoiceException("no");
                }
                return sound(text.length(), 1);
            }

            @Override
            public String name() {
                return "the engine";
            }

            @Override
            public String identity() {
                return "it";
            }
        }, kept);
        assertEquals(4, engine.make("text").length());
        assertEquals(4, engine.make("text").length());
        assertEquals(1, made[0]);
        assertThrows(VoiceException.class, () -> engine.make("bad"));
        assertThrows(VoiceException.class, () -> engine.make("bad"));
        assertEquals(3, made[0]);
        assertEquals("the engine", engine.name());
        assertEquals("it", engine.identity());
        assertEquals(9, new KeepingEngine(engine("another", 9), kept).make("text").length());
    }

    private static Engine engine(String identity, int length) {
        return new Engine() {
            @Override
            public Sound make(String text) {
                return sound(length, 1);
            }

            @Override
            public String name() {
                return identity;
            }

            @Override
            public String identity() {
                return identity;
            }
        };
    }

    /** Two agents share the folder, and there is never enough room in it. */
    @Test
    @Tag("long")
    void severalProcessesDoEachOtherNoHarm() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-cp",
                    System.getProperty("java.class.path"), Sharer.class.getName(), folder().toString(), "" + i)
                    .redirectErrorStream(true).start());
        }
        for (Process each : processes) {
            assertEquals("done", new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            assertTrue(each.waitFor(30, TimeUnit.SECONDS));
        }
        assertTrue(files().stream().allMatch(each -> each.endsWith(".wav")), () -> {
            try {
                return files().toString();
            } catch (IOException e) {
                return e.toString();
            }
        });
    }

    /** No file can be as large as a sound: as on a disk that is full. */
    @Test
    @Tag("long")
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskLeavesNothingHalf() throws Exception {
        Process process = new ProcessBuilder("bash", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "bash",
                System.getProperty("java.home") + "/bin/java", "-XX:-UsePerfData", "-Xshare:auto", "-cp",
                System.getProperty("java.class.path"), Filler.class.getName(), folder().toString())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertTrue(said.contains("sounds are not kept: "), said);
        assertTrue(said.endsWith("made 3\n"), said);
        assertEquals(List.of(), files());
    }

    /** Keeps and finds sounds for two seconds, and looks whether each is what was kept. */
    static final class Sharer {
        public static void main(String[] args) throws Exception {
            List<String> told = new ArrayList<>();
            KeptSounds kept = new KeptSounds(() -> Path.of(args[0]), 100_000, AGE, new SystemClock(), told::add);
            Random random = new Random(args[1].hashCode());
            int found = 0;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (System.nanoTime() < end) {
                int number = random.nextInt(40);
                Sound sound = sound(1_000 + 50 * number, number);
                Optional<Sound> there = kept.find("s" + number);
                if (there.isPresent() && !Arrays.equals(there.get().samples(), sound.samples())) {
                    System.out.println("another sound under " + number);
                }
                found += there.isPresent() ? 1 : 0;
                kept.keep("s" + number, sound);
            }
            told.forEach(System.out::println);
            System.out.println(found > 100 ? "done" : "found " + found);
        }
    }

    /** Has sounds made where none can be kept. */
    static final class Filler {
        public static void main(String[] args) throws Exception {
            Engine engine = new KeepingEngine(engine("it", 40_000), new KeptSounds(() -> Path.of(args[0]), 100_000_000, AGE,
                    new SystemClock(), System.out::println));
            int made = 0;
            for (int i = 0; i < 3; i++) {
                made += engine.make("text").length() == 40_000 ? 1 : 0;
            }
            System.out.println("made " + made);
        }
    }
}
