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
@Tag("long")
@Timeout(120)
@ExtendWith(SharedDesktop.class)
class RecordDesktopTest {
    private static final Set<Key> WANTED = Set.of(Key.Q, Key.W, Key.MOUSE_LEFT);
    /** A stamp of the server's is of a whole millisecond, and there are two of each stroke. */
    private static final long EXACT_MICROS = 3_000;

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

    private void compare(Take take) {
        List<TargetWindow.Event> events = player.target().events().stream()
                .filter(each -> WANTED.contains(each.key())).toList();
        assertEquals(events.stream().map(each -> (each.down() ? "down " : "up ") + each.key()).toList(),
                take.strokes().stream().map(TakeText::words).toList());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Stroke stroke = take.strokes().get(i);
            long sent = (events.get(i).timeMillis() - events.get(0).timeMillis()) * 1_000;
            if (Math.abs(stroke.atMicros() - sent) > EXACT_MICROS) {
                wrong.add(stroke + " was at " + sent);
            }
        }
        assertEquals(List.of(), wrong);
    }
}
