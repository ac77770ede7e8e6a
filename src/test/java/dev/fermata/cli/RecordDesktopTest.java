package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.FermataProcess;
import dev.fermata.config.TakeText;
import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fermata record} writes of what a player does on a real X server, against what the server says of it. */
@Tag("desktop")
@Tag("proof")
@Timeout(120)
@ExtendWith(SharedDesktop.class)
class RecordDesktopTest {
    private static final Set<Key> WANTED = Set.of(Key.Q, Key.W, Key.MOUSE_LEFT);
    /** A stamp of the server's is of a whole millisecond, and there are two of each stroke. */
    private static final long EXACT_MICROS = 3_000;
    private static final long LATE_MICROS = 60_000;

    private final VirtualDesktop player;

    @TempDir
    private Path folder;

    RecordDesktopTest(VirtualDesktop player) {
        this.player = player;
    }

    @AfterEach
    void release() {
        player.releaseAll();
    }

    @Test
    void theFileHasWhatThePlayerDidWithTheKeysThatWereAskedForAndNothingElse() throws Exception {
        Path file = folder.resolve("combo.take");
        try (FermataProcess record = record("-o", file.toString(), "--keys", "q,w,mouse_left")) {
            for (int i = 0; i < 6; i++) {
                tap(Key.Q, 20 + 7 * i);
                player.down(Key.W);
                rest(31);
                tap(Key.P, 11);
                tap(Key.MOUSE_LEFT, 25);
                tap(Key.MOUSE_RIGHT, 10);
                player.up(Key.W);
                rest(43);
                tap(Key.O, 10);
            }
            settled(12);
            record.type("");
            assertEquals(0, record.exitCode(20_000), record::toString);
            assertNoTrace(record.out() + record.err());
        }
        Take take = TakeText.readFile(file).required();
        compare(take);
        assertNoTrace(Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("combo.take"), files.filter(Files::isRegularFile)
                    .map(each -> each.getFileName().toString()).toList());
        }
    }

    @Test
    void aKeyThatIsKeptDownIsOnePressHoweverTheServerRepeatsIt() throws Exception {
        Path file = folder.resolve("long.take");
        try (FermataProcess record = record("-o", file.toString(), "--keys", "q,w")) {
            tap(Key.Q, 1_500);
            rest(60);
            tap(Key.W, 30);
            tap(Key.Q, 900);
            rest(60);
            record.type("");
            assertEquals(0, record.exitCode(20_000), record::toString);
        }
        Take take = TakeText.readFile(file).required();
        assertEquals(List.of("down q", "up q", "down w", "up w", "down q", "up q"),
                take.strokes().stream().map(TakeText::words).toList());
        long length = take.strokes().get(1).atMicros();
        assertTrue(length > 1_450_000 && length < 1_900_000, () -> length + " us");
    }

    @Test
    void whatWasRecordedIsWrittenWhenItIsKilledAndNothingIsWrittenOver() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.take"), "something");
        try (FermataProcess refused = new FermataProcess(environment(), "record", "-o", file.toString(), "--keys", "q")) {
            assertEquals(1, refused.exitCode(20_000));
            assertTrue(refused.err().contains("is there already; --force writes over it"), refused::toString);
        }
        assertEquals("something", Files.readString(file));
        player.down(Key.W);
        SharedDesktop.soon().until(() -> player.keysDown().contains(Key.W));
        try (FermataProcess record = record("-o", file.toString(), "--force", "--keys", "q,w", "--pause", "500ms")) {
            tap(Key.Q, 30);
            rest(900);
            player.up(Key.W);
            player.down(Key.Q);
            settled(2);
            record.signal("TERM");
            record.exitCode(20_000);
        }
        assertEquals(List.of("down q", "up q"), words(file));
        assertEquals(List.of("down q", "up q"), words(folder.resolve("mine-2.take")));
    }

    @Test
    void thePointerIsWhereItWasAtEachClick() throws Exception {
        Path file = folder.resolve("pointer.take");
        try (FermataProcess record = record("-o", file.toString(), "--keys", "mouse_left", "--pointer")) {
            for (int i = 1; i <= 5; i++) {
                player.pointTo(100 * i, 50 + 20 * i);
                rest(40);
                tap(Key.MOUSE_LEFT, 25);
            }
            tap(Key.WHEEL_UP, 0);
            settled(5);
            rest(100);
            record.type("");
            assertEquals(0, record.exitCode(20_000), record::toString);
        }
        List<String> words = words(file);
        for (int i = 1; i <= 5; i++) {
            int at = words.indexOf("move " + 100 * i + " " + (50 + 20 * i));
            assertTrue(at >= 0 && words.get(at + 1).equals("down mouse_left"), words::toString);
        }
        assertEquals("wheel 1", words.get(words.size() - 1));
    }

    @Test
    void besideAnAgentItRecordsThePlayerAndNothingThatTheAgentPlays() throws Exception {
        Path profile = Files.writeString(folder.resolve("played.toml"), """
                schema = 1
                [priority]
                pre_delay = "50ms"
                [priority.managed.e]
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "150ms"
                at_start = true
                """);
        Path file = folder.resolve("beside.take");
        Path events = folder.resolve("events.jsonl");
        try (FermataProcess agent = new FermataProcess(environment(), "run", "-p", profile.toString(), "--start",
                "running", "--port", "0", "--log-level", "trace", "--events", events.toString())) {
            SharedDesktop.soon().until(() -> player.target().eventsOf(Key.Q).size() > 4);
            try (FermataProcess record = record("-o", file.toString(), "--keys", "q,e,w")) {
                for (int i = 0; i < 5; i++) {
                    tap(Key.W, 20 + 7 * i);
                    tap(Key.P, 11);
                    tap(Key.E, 160);
                    rest(200);
                }
                try (FermataProcess status = FermataProcess.run(environment(), "status")) {
                    assertTrue(status.out().contains("  records e, q, w for api:record: "), status::toString);
                    assertTrue(status.out().lines().noneMatch(line -> line.startsWith("nothing")), status::toString);
                }
                player.down(Key.W);
                rest(150);
                record.type("");
                assertEquals(0, record.exitCode(20_000), record::toString);
                assertNoTrace(record.out() + record.err());
            }
            SharedDesktop.soon().until(() -> Files.readString(events).contains("recording_ended"));
            agent.signal("TERM");
            agent.exitCode(20_000);
            assertNoTrace(agent.out() + agent.err());
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.addAll(List.of("down w", "up w", "down e", "up e"));
        }
        expected.addAll(List.of("down w", "up w"));
        assertEquals(expected, words(file));
        compareOf(Key.W, TakeText.readFile(file).required());
        String told = Files.readString(events);
        assertTrue(told.contains("\"event\":\"recording_started\"") && told.contains("\"detail\":\"e, q, w\""), told);
        for (String key : List.of("p", "w")) {
            assertFalse(told.contains("\"" + key + "\""), told);
        }
        try (Stream<Path> logs = Files.walk(folder.resolve("XDG_STATE_HOME"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(log).matches("(?s).*\\b[pw] (down|up)\\b.*|.*\"[pw]\".*"), log::toString);
            }
        }
    }

    @Test
    void whereTheAgentMovesThePointerIsNotThePlayersDoing() throws Exception {
        StringBuilder moves = new StringBuilder("fermata take 1\n");
        for (int i = 0; i < 40; i++) {
            moves.append(i * 5_000).append(" move ").append(500 + i).append(" 555\n");
        }
        Files.writeString(folder.resolve("moves.take"), moves.append("200000 down q\n210000 up q\n"));
        Path profile = Files.writeString(folder.resolve("moved.toml"), """
                schema = 1
                [[skill]]
                name = "Moves"
                take = "moves.take"
                every = "500ms"
                at_start = true
                """);
        Path file = folder.resolve("pointed.take");
        try (FermataProcess agent = new FermataProcess(environment(), "run", "-p", profile.toString(), "--start",
                "running", "--port", "0")) {
            SharedDesktop.soon().until(() -> player.target().eventsOf(Key.Q).size() > 2);
            try (FermataProcess record = record("-o", file.toString(), "--keys", "w", "--pointer")) {
                for (int i = 1; i <= 6; i++) {
                    player.pointTo(100, 10 * i);
                    rest(180);
                    tap(Key.W, 20);
                }
                record.type("");
                assertEquals(0, record.exitCode(20_000), record::toString);
            }
            agent.signal("TERM");
            agent.exitCode(20_000);
        }
        List<String> moved = words(file).stream().filter(each -> each.startsWith("move")).toList();
        assertEquals(List.of(), moved.stream().filter(each -> each.endsWith(" 555")).toList());
        for (int i = 1; i <= 6; i++) {
            assertTrue(moved.contains("move 100 " + 10 * i), moved::toString);
        }
    }

    private FermataProcess record(String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("record"));
        all.addAll(List.of(arguments));
        FermataProcess process = new FermataProcess(environment(), all.toArray(String[]::new));
        process.awaitOut(line -> line.startsWith("recording "));
        player.target().clear();
        return process;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of("DISPLAY", player.display()));
        for (String each : List.of("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME")) {
            environment.put(each, folder.resolve(each).toString());
        }
        return environment;
    }

    private void tap(Key key, long millis) {
        player.down(key);
        rest(millis);
        player.up(key);
        rest(24);
    }

    private static void rest(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Everything has arrived when so many presses of what is recorded have. */
    private void settled(int atLeast) {
        SharedDesktop.soon().until(() -> player.target().events().stream()
                .filter(each -> each.down() && WANTED.contains(each.key())).count() >= atLeast);
        rest(150);
    }

    private List<String> words(Path file) {
        return TakeText.readFile(file).required().strokes().stream().map(TakeText::words).toList();
    }

    private static void assertNoTrace(String text) {
        for (String key : List.of("p", "o", "mouse_right")) {
            assertFalse(text.matches("(?s).*(down|up) " + key + "\\b.*"), text);
        }
    }

    private void compareOf(Key key, Take take) {
        List<Stroke> strokes = take.strokes().stream().filter(each -> TakeText.words(each).endsWith(" " + key)).toList();
        // The last was still down when the recording ended.
        List<TargetWindow.Event> events = player.target().events().stream().filter(each -> each.key() == key).toList();
        assertExact(events, strokes.subList(0, events.size()));
    }

    private void compare(Take take) {
        List<TargetWindow.Event> events = player.target().events().stream()
                .filter(each -> WANTED.contains(each.key())).toList();
        assertEquals(events.stream().map(each -> (each.down() ? "down " : "up ") + each.key()).toList(),
                take.strokes().stream().map(TakeText::words).toList());
        assertExact(events, take.strokes());
    }

    private static void assertExact(List<TargetWindow.Event> events, List<Stroke> strokes) {
        List<Long> apart = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            apart.add(strokes.get(i).atMicros() - events.get(i).timeMillis() * 1_000);
        }
        long usual = apart.stream().sorted().toList().get(apart.size() / 2);
        long off = apart.stream().filter(each -> Math.abs(each - usual) > EXACT_MICROS).count();
        // A server that is kept waiting stamps an event for its window earlier than for those who listen.
        assertTrue(off <= apart.size() / 10 && apart.stream().allMatch(each -> Math.abs(each - usual) < LATE_MICROS),
                () -> "off by " + apart.stream().map(each -> each - usual).toList());
    }
}
