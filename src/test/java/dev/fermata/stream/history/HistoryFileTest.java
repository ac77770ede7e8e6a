package dev.fermata.stream.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryFigures;
import dev.fermata.model.HistoryKind;
import dev.fermata.model.HistoryQuery;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real SQLite file: what is found in it, how large it gets, and what becomes of one that is no good. */
class HistoryFileTest {
    private static final long ALL = 1_000_000_000;
    private static final HistoryQuery EVERYTHING = new HistoryQuery(0, Long.MAX_VALUE / 1_000, Set.of(), "", "", "",
            100_000);

    @TempDir
    private Path home;
    private final List<String> told = new ArrayList<>();

    private HistoryFile file() {
        return new HistoryFile(home.resolve("history"));
    }

    private Store store(long most) throws HistoryException {
        return file().store(most, told::add);
    }

    private List<HistoryEntry> find(HistoryQuery query) throws HistoryException {
        try (HistoryReader reader = new HistoryReader(file())) {
            return reader.find(query);
        }
    }

    private static HistoryEntry entry(long at, HistoryKind kind, String name, String person, String text) {
        return new HistoryEntry(at, kind, name, person, text, "{}");
    }

    private static List<HistoryEntry> many(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(number -> entry(number, HistoryKind.OTHER, "state", "",
                "number " + number + " " + "x".repeat(200))).toList();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void itIsForItsUserAlone() throws Exception {
        try (Store store = store(ALL)) {
            store.append(many(0, 10));
            try (var files = Files.list(home.resolve("history"))) {
                for (Path each : files.toList()) {
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                            each.toString());
                }
            }
        }
    }

    @Test
    void everyFilterFindsItsOwn() throws Exception {
        try (Store store = store(ALL)) {
            store.append(List.of(entry(10, HistoryKind.ACTION, "played", "", "Fire bolt"),
                    entry(20, HistoryKind.REPLY, "speech_done", "", "thank you, 100% \u8c22\u8c22"),
                    entry(30, HistoryKind.OTHER, "hold_added", "api:obs_1", "scene"),
                    entry(40, HistoryKind.OTHER, "hold_added", "api:obsx1", "scene")));
            // While it is written.
            assertEquals(4, find(EVERYTHING).size());
            assertEquals(List.of(20L, 30L), at(new HistoryQuery(20, 40, Set.of(), "", "", "", 10)));
            assertEquals(List.of(10L, 20L), at(new HistoryQuery(0, 99, Set.of(HistoryKind.ACTION, HistoryKind.REPLY), "", "",
                    "", 10)));
            assertEquals(List.of(30L, 40L), at(new HistoryQuery(0, 99, Set.of(), "hold_added", "", "", 10)));
            assertEquals(List.of(30L), at(new HistoryQuery(0, 99, Set.of(), "", "OBS_", "", 10)), "_ is no wildcard");
            assertEquals(List.of(20L), at(new HistoryQuery(0, 99, Set.of(), "", "", "0%", 10)), "nor is %");
            assertEquals(List.of(20L), at(new HistoryQuery(0, 99, Set.of(), "", "", "\u8c22", 10)));
            assertEquals(List.of(), at(new HistoryQuery(0, 99, Set.of(), "", "", "' OR 1=1 --", 10)));
            assertEquals(List.of(30L, 40L), at(new HistoryQuery(0, 99, Set.of(), "", "", "", 2)), "the newest");
        }
    }

    private List<Long> at(HistoryQuery query) throws HistoryException {
        return find(query).stream().map(HistoryEntry::atMillis).toList();
    }

    @Test
    void itIsCounted() throws Exception {
        try (Store store = store(ALL)) {
            store.append(List.of(entry(1_000, HistoryKind.ACTION, "played", "", "a"),
                    entry(1_500, HistoryKind.ACTION, "played", "", "b"),
                    entry(1_999, HistoryKind.FAILURE, "failure", "ann", "c")));
        }
        try (HistoryReader reader = new HistoryReader(file())) {
            HistoryFigures figures = reader.count(new HistoryQuery(1_000, 2_000, Set.of(), "", "", "", 1), 4);
            assertEquals(3, figures.all());
            assertEquals(1_000, figures.firstMillis());
            assertEquals(1_999, figures.lastMillis());
            assertEquals(2, figures.kinds().get(HistoryKind.ACTION));
            assertEquals(0, figures.kinds().get(HistoryKind.VIEWER));
            assertEquals(Map.of("played", 2L, "failure", 1L), figures.names());
            assertEquals(Map.of("ann", 1L), figures.persons());
            assertEquals(List.of(1L, 0L, 1L, 1L), Arrays.stream(figures.periods()).boxed().toList());
            assertEquals(0, reader.count(new HistoryQuery(0, 5, Set.of(), "", "", "", 1), 1).all());
        }
    }

    @Test
    void itNeverGetsMuchLargerThanItMay() throws Exception {
        long most = 1_000_000;
        try (Store store = store(most)) {
            for (int i = 0; i < 20; i++) {
                store.append(many(1_000 * i, 1_000));
                // The log besides, which is written into the file when it has 500 pages, or a batch.
                assertTrue(store.bytes() < most + 3_500_000, i + ": " + store.bytes());
            }
        }
        assertTrue(Files.size(file().path()) <= most, Files.size(file().path()) + " bytes");
        List<HistoryEntry> left = find(EVERYTHING);
        assertEquals(19_999, left.get(left.size() - 1).atMillis(), "the newest is there");
        assertTrue(left.size() > 1_000, left.size() + " are left");
        assertTrue(left.get(0).atMillis() > 10_000, "the oldest went");
    }

    @Test
    void aLowerLimitGivesTheDiskBack() throws Exception {
        try (Store store = store(ALL)) {
            store.append(many(0, 10_000));
        }
        long before = Files.size(file().path());
        try (Store store = store(1_000_000)) {
            store.trim(0);
        }
        assertTrue(before > 2_000_000 && Files.size(file().path()) <= 1_000_000, before + ", then "
                + Files.size(file().path()));
    }

    @Test
    void whatIsOldGoes() throws Exception {
        try (Store store = store(ALL)) {
            store.append(many(0, 100));
            store.trim(90);
        }
        assertEquals(10, find(EVERYTHING).size());
    }

    @Test
    void whatIsNoDatabaseIsSetAsideAndTold() throws Exception {
        Files.createDirectories(home.resolve("history"));
        Files.writeString(file().path(), "this is no database, but long enough to be looked at".repeat(100));
        try (Store store = store(ALL)) {
            store.append(many(0, 3));
        }
        assertEquals(3, find(EVERYTHING).size());
        assertTrue(Files.readString(home.resolve("history").resolve(HistoryFile.DAMAGED)).startsWith("this is no"));
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains(HistoryFile.DAMAGED), told.get(0));
    }

    @Test
    void aDamagedOneIsSetAsideAndTold() throws Exception {
        try (Store store = store(ALL)) {
            store.append(many(0, 2_000));
        }
        try (RandomAccessFile damage = new RandomAccessFile(file().path().toFile(), "rw")) {
            damage.seek(8_192);
            damage.write(new byte[64 * 1_024]);
        }
        assertThrows(HistoryException.class, () -> file().check());
        try (Store store = store(ALL)) {
            store.append(many(0, 5));
        }
        assertEquals(1, told.size(), told.toString());
        assertEquals(5, find(EVERYTHING).size());
        file().check();
    }

    @Test
    void oneOfANewerFermataIsLeftAlone() throws Exception {
        store(ALL).close();
        try (var connection = new org.sqlite.SQLiteConfig().createConnection("jdbc:sqlite:" + file().path());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 2");
        }
        assertTrue(assertThrows(HistoryException.class, () -> store(ALL)).getMessage().contains("newer Fermata"));
        assertTrue(assertThrows(HistoryException.class, () -> find(EVERYTHING)).getMessage().contains("newer Fermata"));
        assertEquals(List.of(), told);
    }

    @Test
    void whereThereIsNoneThatIsSaid() {
        assertTrue(assertThrows(HistoryException.class, () -> find(EVERYTHING)).getMessage().contains("no history"));
        assertTrue(Files.notExists(home.resolve("history")), "and none is made by asking");
    }

    @Test
    void whereItCannotBeWrittenThatIsSaid() throws Exception {
        Files.writeString(home.resolve("history"), "a file where the folder should be");
        assertTrue(assertThrows(HistoryException.class, () -> store(ALL)).getMessage().contains("history"));
    }

    @Test
    void twoMayWriteAtOnce() throws Exception {
        try (Store one = store(ALL); Store other = store(ALL)) {
            for (int i = 0; i < 20; i++) {
                one.append(many(0, 10));
                other.append(many(0, 10));
            }
        }
        assertEquals(400, find(EVERYTHING).size());
    }
}
