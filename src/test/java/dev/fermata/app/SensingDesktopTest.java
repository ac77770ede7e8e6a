package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.Json;
import dev.fermata.config.Node;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The running agent looks at a window that another program paints, and xev is the witness of what it presses. */
@Tag("desktop")
@Tag("long")
@ExtendWith(SharedDesktop.class)
@Tag("proof")
class SensingDesktopTest {
    private static final String WINDOW = "[window]\ntitle = \"" + PaintedGame.TITLE + "\"\nunfocused = \"ignore\"\n";
    private static final String KEYS = "[priority]\nspecial = [\"space\"]\n[hotkeys]\ntoggle = \"f9\"\n";
    private static final String POTION = """
            [[skill]]
            name = "Potion"
            keys = "p"
            when = "hp < 50"
            cooldown = "200ms"
            """;
    private static final String METEOR = """
            [[skill]]
            name = "Meteor"
            keys = "m"
            when = "meteor ready"
            cooldown = "100ms"
            """;
    /** Longer than anything takes that could press by mistake. */
    private static final long WHILE = 600;

    @TempDir
    private Path folder;

    private PaintedGame game;
    private Rig rig;

    private void play(VirtualDesktop desktop, String window, String skills) throws Exception {
        game = new PaintedGame(desktop.display(), folder);
        rig = new Rig(desktop, folder, window + KEYS + PaintedGame.SENSORS + skills);
        awaitSight();
    }

    private void awaitSight() throws IOException {
        rig.await("it sees", () -> sees("hp", "state", "known"));
        assertTrue(threads().contains("sense"));
    }

    @AfterEach
    void close() {
        if (rig != null) {
            rig.close();
            rig = null;
        }
        if (game != null) {
            game.close();
            game = null;
        }
    }

    private boolean sees(String sensor, String field, String value) {
        List<EventLine> of = rig.agent.events().stream().filter(event -> event.name().equals("reading")
                && event.text("sensor").equals(sensor)).toList();
        return !of.isEmpty() && of.get(of.size() - 1).text(field).equals(value);
    }

    private void assertPressesNo(Key key) throws InterruptedException {
        long before = rig.presses(key);
        rig.pass(WHILE);
        assertEquals(before, rig.presses(key), () -> rig.names().toString());
    }

    private void assertPresses(Key key) {
        long before = rig.presses(key);
        rig.await(() -> "it presses " + key + ", of " + rig.names(), () -> rig.presses(key) > before);
    }

    @Test
    void aCooldownSkillPlaysEachTimeItsIconIsReadyAndOnlyThen(VirtualDesktop desktop) throws Exception {
        game = new PaintedGame(desktop.display(), folder);
        game.cooling();
        rig = new Rig(desktop, folder, WINDOW + KEYS + PaintedGame.SENSORS + METEOR);
        for (int i = 1; i <= 5; i++) {
            assertPressesNo(Key.M);
            game.ready();
            assertPresses(Key.M);
            game.cooling();
        }
        assertPressesNo(Key.M);
    }

    @Test
    void aPotionIsDrunkBelowHalf(VirtualDesktop desktop) throws Exception {
        play(desktop, WINDOW, POTION);
        for (int hp : new int[] {80, 60, 51}) {
            game.hp(hp);
            assertPressesNo(Key.P);
        }
        game.hp(49);
        assertPresses(Key.P);
        assertPresses(Key.P);
        game.hp(70);
        rig.pass(100);
        assertPressesNo(Key.P);
    }

    @ParameterizedTest
    @CsvSource({
        "open 100 80 300 200, close 1, covered by another window",
        "hide 0, show 0, the window is not shown",
        "size 0 150 300, size 0 400 300, outside the window or the screen",
        "move 0 700 80, move 0 10 10, outside the window or the screen",
        "paint 0 0 0 400 300 000000, paint 0 20 30 200 12 281010, the picture is black"})
    void nothingIsPressedForWhatCannotBeSeen(String away, String back, String why, VirtualDesktop desktop)
            throws Exception {
        game = new PaintedGame(desktop.display(), folder);
        // Regions that are not scaled, so that a window can become too small for them.
        rig = new Rig(desktop, folder, WINDOW + KEYS + PaintedGame.SENSORS.replace("reference = [400, 300]", "")
                + POTION.replace("hp < 50", "hp < 50 or mana < 50"));
        awaitSight();
        game.hp(20);
        assertPresses(Key.P);
        game.tell(away);
        rig.await("it sees nothing", () -> sees("hp", "why", why));
        rig.pass(100);
        assertPressesNo(Key.P);
        game.tell(back);
        game.repaint();
        game.hp(20);
        assertPresses(Key.P);
        assertEquals(0, rig.count("failure"), () -> rig.names().toString());
    }

    @Test
    void nothingIsPressedForAGameThatHasCrashedUntilItIsThereAgain(VirtualDesktop desktop) throws Exception {
        play(desktop, WINDOW, POTION);
        game.hp(20);
        assertPresses(Key.P);
        game.kill();
        rig.await("it sees nothing", () -> sees("hp", "why", "the window is gone"));
        assertPressesNo(Key.P);
        game.close();
        game = new PaintedGame(desktop.display(), folder);
        assertPressesNo(Key.P);
        game.hp(20);
        assertPresses(Key.P);
    }

    @Test
    void aWindowThatIsCalledOtherwiseIsNotLookedAt(VirtualDesktop desktop) throws Exception {
        play(desktop, WINDOW, POTION);
        game.hp(20);
        assertPresses(Key.P);
        game.tell("name 0 Something else");
        rig.await("it sees nothing", () -> sees("hp", "why", "the window is gone"));
        assertPressesNo(Key.P);
        game.tell("name 0 " + PaintedGame.TITLE);
        assertPresses(Key.P);
    }

    @Test
    void whileAnotherWindowHasTheFocusNothingIsReadAndNothingPressed() throws Exception {
        try (VirtualDesktop own = new VirtualDesktop()) {
            game = new PaintedGame(own.display(), folder);
            game.tell("focus 0");
            rig = new Rig(own, folder, WINDOW.replace("ignore", "hold") + KEYS + PaintedGame.SENSORS + POTION);
            game.hp(20);
            rig.await("it presses", () -> rig.count("key_down") > 2);
            game.tell("open 550 400 100 100");
            game.tell("focus 1");
            rig.awaitEvent(event -> event.name().equals("hold_added") && event.text("holder").equals("focus"));
            long before = rig.count("key_down");
            rig.pass(WHILE);
            assertEquals(before, rig.count("key_down"));
            game.tell("focus 0");
            rig.await("it presses on", () -> rig.count("key_down") > before);
            close();
        }
    }

    @Test
    void afterAHoldOnAStillScreenNothingIsDrunkForOldNews(VirtualDesktop desktop) throws Exception {
        play(desktop, WINDOW, POTION);
        game.hp(80);
        for (int i = 0; i < 5; i++) {
            rig.tap(Key.F9);
            rig.pass(80);
            rig.tap(Key.F9);
            rig.pass(80);
        }
        rig.tap(Key.SPACE);
        assertPressesNo(Key.P);
        game.hp(20);
        assertPresses(Key.P);
        for (int i = 1; i <= 5; i++) {
            int hold = i;
            rig.down(Key.SPACE);
            rig.await("it holds", () -> rig.count("scheduler_pause_requested") > hold);
            game.hp(80);
            long before = rig.presses(Key.P);
            rig.up(Key.SPACE);
            rig.await("it goes on", () -> rig.count("scheduler_resume_requested") > hold);
            rig.pass(150);
            assertEquals(before, rig.presses(Key.P), "it was low before the hold, and is not now");
            game.hp(20);
            assertPresses(Key.P);
        }
    }

    @Test
    void inAHoldOnlyWhatRunsDuringHoldsIsReadAndTheStatusSaysSo(VirtualDesktop desktop) throws Exception {
        game = new PaintedGame(desktop.display(), folder);
        rig = new Rig(desktop, folder, WINDOW + KEYS + PaintedGame.SENSORS
                + POTION + "during_hold = \"run\"\n" + POTION.replace("Potion", "Mana").replace("hp", "mana")
                .replace("\"p\"", "\"o\""), "--start", "running", "--port", "0");
        awaitSight();
        game.hp(48);
        game.mana(51);
        rig.await("it sees that", () -> reading("mana").get("value").number().orElse(100) < 52);
        assertEquals("waits for mana < 50; mana is 51", words("Mana"));
        rig.down(Key.SPACE);
        rig.await("it holds", () -> rig.count("scheduler_pause_requested") == 1);
        game.mana(20);
        assertPresses(Key.P);
        assertPressesNo(Key.O);
        assertEquals("known", reading("hp").get("state").text());
        assertEquals("not looked at in a hold", reading("mana").get("why").text());
        assertEquals("not looked at in a hold", reading("meteor").get("why").text());
        rig.up(Key.SPACE);
        assertPresses(Key.O);

        rig.tap(Key.F9);
        rig.await("it is paused", () -> rig.agent.events().stream().anyMatch(event -> event.text("to")
                .equals("paused")));
        assertEquals("not looked at in a hold", reading("hp").get("why").text());
        for (int i = 0; i < 20; i++) {
            game.hp(10 + i);
            assertEquals(0, status().get("senses").get("captures_per_s").number().orElseThrow());
        }
        assertPressesNo(Key.P);
        rig.tap(Key.F9);
        assertPresses(Key.P);
        rig.await("it counts", () -> {
            game.hp(30 + (int) (System.nanoTime() % 10));
            return status().get("senses").get("captures_per_s").number().orElseThrow() > 0;
        });
        game.tell("hide 0");
        rig.await("it sees nothing", () -> words("Potion").equals("cannot see hp: the window is not shown"));
    }

    private Node status() {
        Matcher page = Pattern.compile("http://\\S+:\\d+/").matcher(rig.agent.messages());
        rig.await("it has a page", () -> page.reset(rig.agent.messages()).find());
        try {
            String body = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(page.group() + "status"))
                    .timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString()).body();
            return Json.parse(body).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Node reading(String sensor) {
        return status().get("senses").get("readings").list().stream()
                .filter(each -> each.get("sensor").text().equals(sensor)).findFirst().orElseThrow();
    }

    /** Why a skill is not played. */
    private String words(String skill) {
        return status().get("skills").list().stream().filter(each -> each.get("name").text().equals(skill))
                .findFirst().orElseThrow().get("why_not").get("words").text();
    }

    @Test
    void theWindowIsFollowedWhereverItGoesAndHoweverLargeItIs(VirtualDesktop desktop) throws Exception {
        play(desktop, WINDOW, POTION);
        for (int i = 0; i < 5; i++) {
            game.tell("move 0 " + 60 * i + " " + 40 * i);
            game.hp(100);
            assertPressesNo(Key.P);
            game.hp(30);
            assertPresses(Key.P);
        }
    }

    @Test
    void anotherProfileHasItsOwnSensorsOrNone(VirtualDesktop desktop) throws Exception {
        play(desktop, WINDOW, POTION);
        game.hp(30);
        assertPresses(Key.P);
        rig.save(WINDOW + KEYS + PaintedGame.SENSORS + POTION.replace("hp < 50", "mana < 50")
                .replace("\"p\"", "\"o\""));
        rig.awaitEvent(event -> event.name().equals("profile_loaded") && event.text("load").equals("changed"));
        rig.pass(100);
        assertPressesNo(Key.P);
        game.mana(30);
        assertPresses(Key.O);
        rig.save(KEYS + "[[skill]]\nname = \"Bolt\"\nkeys = \"b\"\nevery = \"100ms\"\n");
        assertPresses(Key.B);
        assertFalse(threads().contains("sense"), "nobody looks any more");
        assertPressesNo(Key.O);
    }

    private List<String> threads() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc/" + rig.agent.pid() + "/task"))) {
            for (Path each : all.toList()) {
                try {
                    names.add(Files.readString(each.resolve("comm")).strip());
                } catch (IOException ended) {
                    continue;
                }
            }
        }
        return names;
    }
}
