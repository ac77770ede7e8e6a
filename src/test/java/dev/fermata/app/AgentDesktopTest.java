package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent as its user runs it: a process of its own on a real X server, the player's keys coming
 * from the outer server's device, and a window of a foreign program as the witness.
 */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
@Tag("newest")
class AgentDesktopTest {
    private static final String FAST = """
            [priority]
            special = ["space", "mouse_right"]
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "150ms"
            """;

    @TempDir
    private Path folder;

    @Test
    void aPriorityKeySilencesTheSkillsAndItsReleaseBringsThemBack(VirtualDesktop desktop) throws Exception {
        desktop.xset("r", "on");
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            rig.await("skills play", () -> rig.presses(Key.Q) >= 3);
            rig.down(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("hold_added"));
            // A press that was on its way arrives within this; what comes later would be a breach.
            rig.pass(50);
            long before = rig.presses(Key.Q);
            rig.pass(2_000);
            assertEquals(before, rig.presses(Key.Q), "skill keys seen during the hold");
            assertTrue(rig.presses(Key.SPACE) > 5, "auto-repeat was on");
            assertEquals(1, rig.count("scheduler_pause_requested"));
            assertEquals(0, rig.count("scheduler_resume_requested"));
            rig.up(Key.SPACE);
            rig.await("skills play again", () -> rig.presses(Key.Q) >= before + 3);
            assertEquals(1, rig.count("scheduler_resume_requested"));
        }
    }

    /** How fast it falls silent is measured by {@code scripts/bench}; here it is what the window gets. */
    @Test
    void ofManyHoldsEachKeepsEverySkillKeyFromTheWindowUntilItEnds(VirtualDesktop desktop) throws Exception {
        String busy = FAST.replace("150ms", "40ms");
        try (Rig rig = new Rig(desktop, folder, busy)) {
            int rounds = 15;
            for (int i = 0; i < rounds; i++) {
                int holds = i + 1;
                long before = rig.presses(Key.Q);
                rig.await("plays", () -> rig.presses(Key.Q) > before);
                rig.down(Key.SPACE);
                rig.await("held", () -> rig.count("hold_added") >= holds && rig.presses(Key.SPACE) >= holds);
                // Longer than the skill's interval: what is not silent shows.
                rig.pass(60);
                rig.up(Key.SPACE);
                rig.await("free", () -> rig.count("hold_removed") >= holds);
            }
            rig.await("the window gets the last release, too", () ->
                    Rig.seenBeforeEachRelease(rig.window(), Key.Q, Key.SPACE).size() >= rounds);
            // The server sorts what it gets: before a release there is what was sent before its hold, and no more.
            assertEquals(rig.sentBeforeEachHold(Key.Q), Rig.seenBeforeEachRelease(rig.window(), Key.Q, Key.SPACE));
        }
    }

    @Test
    @Tag("proof")
    void twoOverlappingPriorityKeysOneOfThemAButtonAreOneHold(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            rig.down(Key.MOUSE_RIGHT);
            rig.awaitEvent(event -> event.name().equals("scheduler_pause_requested"));
            rig.down(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("priority_down") && event.text("key").equals("space"));
            rig.up(Key.MOUSE_RIGHT);
            rig.awaitEvent(event -> event.name().equals("priority_up"));
            rig.pass(50);
            long before = rig.presses(Key.Q);
            rig.pass(500);
            assertEquals(before, rig.presses(Key.Q));
            assertEquals(0, rig.count("scheduler_resume_requested"));
            rig.up(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("scheduler_resume_requested"));
            assertEquals(1, rig.count("hold_added"));
        }
    }

    @Test
    @Tag("proof")
    void hotkeysAreHeardAndTheGameDoesNotGetThem(VirtualDesktop desktop) throws Exception {
        String own = "[hotkeys]\n\"ctrl+k\" = \"skill Bolt off\"\n";
        for (String how : List.of("", "consume = false\n", "shared = [\"toggle\", \"ctrl+k\"]\n")) {
            boolean consumed = how.isEmpty();
            try (Rig rig = new Rig(desktop, folder, own + how + FAST)) {
                rig.tap(Key.K);
                rig.await("typed", () -> rig.presses(Key.K) == 1);
                rig.down(Key.LEFT_CTRL);
                rig.tap(Key.K);
                rig.awaitEvent(event -> event.name().equals("skill_off"));
                rig.up(Key.LEFT_CTRL);
                rig.tap(Key.F9);
                rig.awaitEvent(event -> event.name().equals("hold_added"));
                rig.tap(Key.J);
                rig.await("typed", () -> rig.presses(Key.J) == 1);
                assertEquals(consumed ? 1 : 2, rig.presses(Key.K));
                assertEquals(consumed ? 0 : 1, rig.presses(Key.F9));
            }
        }
    }

    private static final String MANAGED = """
            [priority]
            pre_delay = "80ms"
            [priority.managed.e]
            [priority.managed.r]
            send = "0"
            [priority.managed.x]
            send = "mouse_middle"
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "10s"
            """;

    @Test
    @Tag("proof")
    void aManagedKeySentAsItselfIsDownAsLongAsThePlayerHasItDown(VirtualDesktop desktop) throws Exception {
        // A delay long enough to look at the window before it is over, however busy the machine is.
        try (Rig rig = new Rig(desktop, folder, MANAGED.replace("80ms", "800ms"))) {
            rig.down(Key.E);
            rig.awaitEvent(event -> event.name().equals("priority_down"));
            assertEquals(List.of(), rig.seen(Key.E), "the player's own press is kept from the game");
            rig.await("sent", () -> rig.presses(Key.E) == 1);
            rig.pass(400);
            assertEquals("d:e", last(rig.seen(Key.E)), "down as long as the player has it down");
            rig.tap(Key.K);
            rig.await("other keys reach the game", () -> rig.seen(Key.K).equals(List.of("d:k", "u:k")));
            rig.up(Key.E);
            rig.await("released", () -> last(rig.seen(Key.E)).equals("u:e"));
            assertEquals(1, rig.agent.events().stream()
                    .filter(event -> event.name().equals("key_down") && event.text("key").equals("e")).count());
        }
    }

    @Test
    void aManagedKeyIsSentAtLeastItsDelayAfterThePress(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, MANAGED)) {
            rig.tap(Key.R);
            rig.await("sent as another key", () -> rig.seen(Key.DIGIT_0).equals(List.of("d:0", "u:0")));
            rig.awaitEvent(event -> event.name().equals("key_down") && event.text("key").equals("0"));
            double down = time(rig, "priority_down", "r");
            double sent = time(rig, "key_down", "0");
            assertTrue(sent - down >= 80, () -> "sent " + (sent - down) + " ms after the press");
            assertEquals(List.of(), rig.seen(Key.R).stream().filter(each -> each.startsWith("d")).toList());
        }
    }

    @Test
    @Tag("proof")
    void aManagedKeyMayBeSentAsAButton(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, MANAGED)) {
            rig.down(Key.X);
            rig.await("pressed", () -> rig.seen(Key.MOUSE_MIDDLE).equals(List.of("d:mouse_middle")));
            rig.pass(150);
            assertEquals(List.of("d:mouse_middle"), rig.seen(Key.MOUSE_MIDDLE));
            rig.up(Key.X);
            rig.await("released", () -> rig.seen(Key.MOUSE_MIDDLE).size() == 2);
            assertEquals(0, rig.presses(Key.X));
        }
    }

    @Test
    void aManualPauseSurvivesThePriorityKey(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            rig.tap(Key.F9);
            rig.awaitEvent(event -> event.text("to").equals("paused"));
            rig.tap(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("scheduler_resume_requested"));
            rig.pass(50);
            long before = rig.presses(Key.Q);
            rig.pass(500);
            assertEquals(before, rig.presses(Key.Q));
            rig.tap(Key.F9);
            rig.await("plays again", () -> rig.presses(Key.Q) > before);
        }
    }

    private static final String PROFILE = """
            [priority]
            special = ["space"]
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            """;

    @Test
    void panicReleasesAKeptDownSkill(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, PROFILE)) {
            rig.await("down", () -> desktop.keysDown().equals(Set.of(Key.W)));
            rig.down(Key.LEFT_CTRL);
            rig.down(Key.RIGHT_SHIFT);
            rig.tap(Key.F12);
            rig.awaitEvent(event -> event.text("to").equals("stopped"));
            rig.up(Key.RIGHT_SHIFT);
            rig.up(Key.LEFT_CTRL);
            rig.await("everything up", () -> desktop.keysDown().isEmpty());
        }
    }

    @Test
    void terminationReleasesAKeptDownSkillWithinASecond(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, PROFILE)) {
            rig.await("down", () -> desktop.keysDown().equals(Set.of(Key.W)));
            long start = System.nanoTime();
            rig.agent.terminate();
            assertEquals(0, rig.agent.awaitExit(5_000));
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis < 1_000, () -> "took " + millis + " ms");
            assertEquals(Set.of(), desktop.keysDown());
            assertTrue(rig.agent.messages().contains("0 keys left down"), rig.agent::messages);
        }
    }

    @Test
    void aKeptDownSkillIsReleasedDuringAHoldAndPressedAgainAfterIt(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, PROFILE)) {
            rig.await("down", () -> desktop.keysDown().equals(Set.of(Key.W)));
            rig.down(Key.SPACE);
            rig.await("released", () -> desktop.keysDown().equals(Set.of(Key.SPACE)));
            rig.up(Key.SPACE);
            rig.await("pressed again", () -> desktop.keysDown().equals(Set.of(Key.W)));
        }
    }

    @Test
    void aLostKeyUpIsHealed(VirtualDesktop desktop) throws Exception {
        // Another program taps the key the player has down: the server then keeps the player's own
        // release to itself, and nobody hears it.
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            rig.down(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("scheduler_pause_requested"));
            rig.otherDown(Key.SPACE);
            rig.otherUp(Key.SPACE);
            rig.pass(300);
            assertTrue(desktop.keysDown().contains(Key.SPACE));
            long resumed = rig.count("scheduler_resume_requested");
            assertEquals(rig.count("scheduler_pause_requested"), resumed + 1, () -> "held as long as it is down: " + rig.names());
            rig.up(Key.SPACE);
            rig.await("healed", () -> rig.count("scheduler_resume_requested") == rig.count("scheduler_pause_requested"));
            long before = rig.presses(Key.Q);
            rig.await("plays again", () -> rig.presses(Key.Q) > before);
        }
    }

    @Test
    @Tag("proof")
    void anotherProgramsInputCountsAsThePlayers(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            rig.otherDown(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("scheduler_pause_requested"));
            rig.pass(400);
            assertEquals(0, rig.count("scheduler_resume_requested"), "held while the other program has it down");
            rig.otherUp(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("scheduler_resume_requested"));
        }
    }

    @Test
    void aKeyDownAtStartUpHolds(VirtualDesktop desktop) throws Exception {
        desktop.down(Key.SPACE);
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            rig.awaitEvent(event -> event.name().equals("scheduler_pause_requested"));
            desktop.up(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("scheduler_resume_requested"));
        }
    }

    @Test
    @Tag("proof")
    void aSkillsOwnKeyMayBeAPriorityKey(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST.replace("\"space\"", "\"q\""))) {
            rig.await("skills play", () -> rig.presses(Key.Q) >= 10);
            assertEquals(0, rig.count("scheduler_pause_requested"), "the echo of q is not the player");
            rig.down(Key.Q);
            rig.awaitEvent(event -> event.name().equals("scheduler_pause_requested"));
            rig.up(Key.Q);
            rig.awaitEvent(event -> event.name().equals("scheduler_resume_requested"));
        }
    }

    @Test
    void savingTheProfileTakesEffectAndABrokenOneDoesNot(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST)) {
            rig.await("skills play", () -> rig.presses(Key.Q) >= 2);
            rig.save(FAST.replace("\"q\"", "\"z\""));
            rig.await("the new key plays", () -> rig.presses(Key.Z) >= 1);
            rig.save(FAST.replace("\"q\"", "\"nokey\""));
            rig.awaitEvent(event -> event.name().equals("profile_refused"));
            assertTrue(rig.names().stream().anyMatch(name -> name.contains("test.toml:7:9")), () -> rig.names().toString());
            long before = rig.presses(Key.Z);
            rig.await("the old one goes on", () -> rig.presses(Key.Z) >= before + 2);
        }
    }

    @Test
    @Tag("proof")
    void aSecondAgentOnTheSameDesktopIsRefused(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST);
                AgentProcess second = new AgentProcess(Rig.environment(desktop, folder), event -> { },
                        "-p", rig.profile.toString())) {
            assertEquals(5, second.awaitExit(10_000));
            assertTrue(second.messages().contains("another fermata (process " + rig.agent.pid() + ")"), second::messages);
        }
    }

    @Test
    @Tag("proof")
    void aDryRunListensAndSendsNothing(VirtualDesktop desktop) throws Exception {
        try (Rig rig = new Rig(desktop, folder, FAST, "--start", "running", "--dry-run")) {
            rig.await("it plays", () -> rig.count("played") >= 3);
            rig.down(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("scheduler_pause_requested"));
            rig.up(Key.SPACE);
            rig.awaitEvent(event -> event.name().equals("scheduler_resume_requested"));
            assertEquals(0, rig.presses(Key.Q));
        }
    }

    @Test
    @Tag("proof")
    void everyNamedKeyAndButtonRoundTrips(VirtualDesktop desktop) throws Exception {
        List<String> names = new ArrayList<>();
        for (Key key : Key.values()) {
            if (key != Key.NUM_LOCK && key != Key.CAPS_LOCK && key != Key.SCROLL_LOCK) {
                names.add(key.id());
            }
        }
        String profile = """
                [hotkeys]
                master = "none"
                toggle = "none"
                panic = "none"
                [rotation]
                steps = ["%s"]
                every = "60ms"
                [dispatch]
                key_press = "20ms"
                min_gap = "5ms"
                """.formatted(String.join("\", \"", names));
        try (Rig rig = new Rig(desktop, folder, profile)) {
            rig.await("every key", () -> rig.count("played") > names.size());
            for (String name : names) {
                Key key = Key.find(name).orElseThrow();
                assertTrue(rig.seen(key).containsAll(List.of("d:" + name, "u:" + name)), () -> name + ": " + rig.seen(key));
            }
        }
    }

    private static String last(List<String> seen) {
        return seen.get(seen.size() - 1);
    }

    private static double time(Rig rig, String event, String key) {
        return rig.agent.events().stream()
                .filter(each -> each.name().equals(event) && each.text("key").equals(key))
                .findFirst().orElseThrow().millis();
    }
}
