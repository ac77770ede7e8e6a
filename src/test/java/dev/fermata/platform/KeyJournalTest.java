package dev.fermata.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class KeyJournalTest {
    private static final ProcessMark SELF = ProcessMark.ofThisProcess();

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @TempDir
    private Path folder;

    private final KeyJournal journal = new KeyJournal();

    private static Set<Key> down(Path file) {
        return KeyJournal.read(file).orElseThrow().down();
    }

    @Test
    void whatIsDownCanBeReadAtEveryMoment() throws IOException {
        Path file = journal.begin(folder, SELF);
        assertEquals(new KeyJournal.Content(SELF, Set.of()), KeyJournal.read(file).orElseThrow());
        journal.down(Key.W);
        journal.down(Key.MOUSE_FORWARD);
        assertEquals(Set.of(Key.W, Key.MOUSE_FORWARD), down(file));
        journal.up(Key.W);
        assertEquals(Set.of(Key.MOUSE_FORWARD), down(file));
    }

    @Test
    void itGoesWithItsEndUnlessAKeyIsLeft() throws IOException {
        Path file = journal.begin(folder, SELF);
        journal.down(Key.W);
        journal.up(Key.W);
        journal.end();
        assertFalse(Files.exists(file));

        KeyJournal left = new KeyJournal();
        left.begin(folder, SELF);
        left.down(Key.W);
        left.end();
        left.up(Key.W);
        assertEquals(Set.of(Key.W), down(file), "what comes after the end changes nothing");
    }

    @Test
    void beforeItBeginsNothingIsKept() throws IOException {
        journal.down(Key.W);
        assertEquals(Set.of(), down(journal.begin(folder, SELF)));
    }

    @Test
    void itReadsWhatAnotherVersionWithOtherKeysWrote() throws IOException {
        Path file = Files.createFile(folder.resolve("pressed-1.journal"), PRIVATE);
        Files.writeString(file, "title\nagent boot 1 2\nkeys q tentacle w\n111");
        assertEquals(Set.of(Key.Q, Key.W), down(file));
    }

    @Test
    void whatIsNoJournalIsNone() throws IOException {
        assertEquals(Optional.empty(), KeyJournal.read(folder));
        assertEquals(Optional.empty(), KeyJournal.read(folder.resolve("absent")));
        for (String text : new String[] {"", "a\nb\nc\nd", "t\nagent x\nkeys q\n1", "t\nagent b 1 x\nkeys q\n1"}) {
            Path file = folder.resolve("pressed-2.journal");
            Files.deleteIfExists(file);
            Files.createFile(file, PRIVATE);
            Files.writeString(file, text);
            assertEquals(Optional.empty(), KeyJournal.read(file), text);
        }
    }

    @Test
    void journalsThatNobodyNeedsGoAndTheOthersAreBounded() throws IOException {
        KeyJournal empty = new KeyJournal();
        Path emptyFile = empty.begin(folder, dead(1_000_000_000));
        for (int i = 1; i <= 20; i++) {
            KeyJournal left = new KeyJournal();
            left.begin(folder, dead(1_000_000_000 + i));
            left.down(Key.W);
        }
        KeyJournal otherBoot = new KeyJournal();
        Path otherBootFile = otherBoot.begin(folder, new ProcessMark("another", 1_000_000_100, 1));
        otherBoot.down(Key.W);

        Path mine = journal.begin(folder, SELF);

        assertFalse(Files.exists(emptyFile));
        assertFalse(Files.exists(otherBootFile));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(16, files.filter(file -> !file.equals(mine)).count());
        }
    }

    private static ProcessMark dead(long pid) {
        return new ProcessMark(SELF.boot(), pid, 1);
    }

    @Test
    void aProcessIsKnownByItsNumberAndItsStart() {
        assertTrue(SELF.isAlive());
        assertEquals(Optional.of(SELF), ProcessMark.parse(SELF.toString()));
        assertFalse(new ProcessMark(SELF.boot(), SELF.pid(), SELF.start() + 1).isAlive());
        assertFalse(new ProcessMark("another", SELF.pid(), SELF.start()).isAlive());
        assertFalse(dead(1_000_000_000).isAlive());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatIsDeadAndNotYetBuriedDoesNotLive() throws Exception {
        // The shell starts a child and becomes another program, which never asks for the child's end.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 61").start();
        try {
            long pid = Long.parseLong(parent.inputReader().readLine());
            await().until(() -> Files.readString(Path.of("/proc/" + parent.pid() + "/cmdline")).contains("61"));
            ProcessMark child = new ProcessMark(SELF.boot(), pid, Long.parseLong(field(pid, 19)));
            assertTrue(child.isAlive());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() -> field(pid, 0).equals("Z"));
            assertFalse(child.isAlive());
        } finally {
            parent.destroyForcibly();
        }
    }

    /** One of those after the name; see proc(5). */
    private static String field(long pid, int number) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[number];
    }
}
