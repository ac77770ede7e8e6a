package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The code for Windows with the real JNativeHook.dll and the real functions of Wine's Windows, played on by xdotool and
 * watched by a window of Windows; run by scripts/test-windows.
 */
final class WindowsScenarios {
    private static final String PLAIN = "schema = 1\nname = \"Test\"\n[priority]\npre_delay = \"50ms\"\n";
    private static final String SKILL = """

            [[skill]]
            name = "Bolt"
            keys = "1"
            every = "100ms"
            """;
    private static final String HOLD = "\n[[skill]]\nname = \"Channel\"\nkeys = \"w\"\nmode = \"hold\"\n";

    private final Path folder;
    private final Stage stage;
    private final Program game;
    private AgentProcess last;

    /** One scenario. */
    private interface Scenario {
        void play() throws Exception;
    }

    private WindowsScenarios(Path folder, Stage stage) {
        this.folder = folder;
        this.stage = stage;
        this.game = stage.game;
    }

    /** @param args a folder with the programs, and names of scenarios; none for all */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        WindowsScenarios scenarios = new WindowsScenarios(folder, new Stage(folder));
        List<String> wanted = Arrays.asList(args).subList(1, args.length);
        int passed = 0;
        int failed = 0;
        for (Map.Entry<String, Scenario> each : scenarios.all().entrySet()) {
            if (!wanted.isEmpty() && !wanted.contains(each.getKey())) {
                continue;
            }
            long begin = System.nanoTime();
            String failure = scenarios.failure(each.getValue());
            System.out.print((System.nanoTime() - begin) / 1_000_000L + " ms  ");
            System.out.println((failure.isEmpty() ? "ok      " : "FAILED  ") + each.getKey() + failure);
            if (failure.isEmpty()) {
                passed++;
            } else {
                failed++;
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 && passed > 0 ? 0 : 1);
    }

    private String failure(Scenario scenario) throws Exception {
        try {
            game.mark();
            scenario.play();
            return "";
        } catch (Exception | AssertionError e) {
            StringBuilder told = new StringBuilder("\n  " + e);
            Arrays.stream(e.getStackTrace()).filter(at -> at.getClassName().contains("WindowsScenarios")).limit(4)
                    .forEach(at -> told.append("\n    at ").append(at));
            told.append("\n  the game got: ").append(game.said("")).append("\n");
            if (last != null) {
                told.append("\n  the agent said: ").append(last.messages().strip().replace("\n", "\n    "));
                told.append("\n  and: ").append(last.events());
            }
            return told.toString();
        } finally {
            endLast();
            Stage.lift();
        }
    }

    private Map<String, Scenario> all() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        PartScenarios parts = new PartScenarios(stage);
        all.put("every_key", parts::everyKey);
        all.put("pointer", parts::pointer);
        all.put("screen", parts::screen);
        all.put("foreground", parts::foreground);
        all.put("registry", parts::registry);
        all.put("pause_and_resume", this::pauseAndResume);
        all.put("silence", this::silence);
        all.put("own_tag", this::ownTag);
        all.put("managed_as_itself", () -> managed("[priority.managed.q]\n", Key.Q, Key.Q));
        all.put("managed_as_another", () -> managed("[priority.managed.q]\nsend = \"e\"\n", Key.Q, Key.E));
        all.put("managed_numpad", this::managedNumpad);
        all.put("others_meanwhile", this::othersMeanwhile);
        all.put("mouse_button", this::mouseButton);
        all.put("hold_skill", this::holdSkill);
        all.put("lost_key_up", this::lostKeyUp);
        all.put("hook_taken_away", this::hookTakenAway);
        all.put("panic", this::panic);
        all.put("reload", this::reload);
        all.put("end", this::end);
        all.put("session_end", this::sessionEnd);
        all.put("window_closed", this::windowClosed);
        all.put("session_locked", this::sessionLocked);
        all.put("launcher", () -> PartScenarios.launcher(folder));
        all.put("doctor", this::doctor);
        return all;
    }

    private void pauseAndResume() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n" + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 3);
        Stage.player(Key.SPACE, true);
        awaitHolds(agent, 1);
        Stage.player(Key.SPACE, false);
        awaitHolds(agent, 0);
        game.mark();
        stage.awaitPresses(Key.DIGIT_1, 3);
        assertEquals(List.of(), messages(agent));
    }

    private void silence() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"right_shift\", \"up\"]\n" + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 3);
        for (Key key : List.of(Key.RIGHT_SHIFT, Key.UP)) {
            Stage.player(key, true);
            awaitHolds(agent, 1);
            game.mark();
            Stage.pass(2_000);
            assertEquals("", stage.keys(Key.DIGIT_1).replaceAll("-1", "").strip());
            Stage.player(key, false);
            stage.awaitPresses(Key.DIGIT_1, 2);
        }
    }

    /** What the agent sends is no press of the player's, of whichever key it is, and all of it can be told by its tag. */
    private void ownTag() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"1\"]\n" + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 10);
        assertEquals(List.of(), game.said("hook").stream().filter(line -> !line.endsWith(" 1 " + Stage.TAG)).toList());
        assertEquals(0, holds(agent));
        Stage.player(Key.DIGIT_1, true);
        awaitHolds(agent, 1);
        Stage.player(Key.DIGIT_1, false);
        awaitHolds(agent, 0);
    }

    private void managed(String how, Key key, Key sent) throws Exception {
        AgentProcess agent = agent(PLAIN + how + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 1);
        for (int i = 0; i < 5; i++) {
            game.mark();
            Stage.player(key, true);
            Stage.pass(150);
            Stage.player(key, false);
            Stage.soon().untilAsserted(() -> assertEquals("+" + sent + " -" + sent, stage.keys(sent)));
            assertEquals(List.of(), stage.players(), "the game hears nothing of the player's own press");
            if (sent != key) {
                assertEquals("", stage.keys(key));
            }
            stage.awaitPresses(Key.DIGIT_1, 1);
        }
        assertEquals(List.of(), messages(agent));
    }

    private void managedNumpad() throws Exception {
        agent(PLAIN + "[priority.managed.kp_4]\nsend = \"e\"\n[priority.managed.left]\nsend = \"f\"\n" + SKILL);
        for (boolean isOn : List.of(false, true)) {
            if (isOn) {
                game.mark();
                Stage.tap(Key.NUM_LOCK);
                // It is the game's, and comes before theirs; with VK_NUMLOCK.
                Stage.soon().until(() -> !game.said("key up 90").isEmpty());
            }
            game.mark();
            Stage.tap(Key.KP_4);
            Stage.soon().untilAsserted(() -> assertEquals("+e -e", stage.keys(Key.E)));
            Stage.tap(Key.LEFT);
            Stage.soon().untilAsserted(() -> assertEquals("+f -f", stage.keys(Key.F)));
            assertEquals("+e -e", stage.keys(Key.E));
            assertEquals(List.of(), stage.players());
        }
        Stage.tap(Key.NUM_LOCK);
    }

    private void othersMeanwhile() throws Exception {
        agent(PLAIN + "[priority.managed.q]\n" + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 1);
        game.mark();
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            Key key = List.of(Key.A, Key.F, Key.G, Key.B).get(i % 4);
            if (i % 10 == 0) {
                Stage.player(Key.Q, true);
            }
            Stage.player(key, true);
            if (i % 10 == 5) {
                Stage.player(Key.Q, false);
            }
            Stage.player(key, false);
            typed.append("+" + key + " -" + key + " ");
        }
        Stage.soon().untilAsserted(() -> assertEquals(typed.toString().strip(), stage.keys(Key.A, Key.F, Key.G, Key.B)));
        Stage.soon().untilAsserted(() -> assertEquals("+q -q +q -q +q -q +q -q", stage.keys(Key.Q)));
        assertEquals(List.of(), stage.players().stream().filter(line -> line.contains(" 51 10 ")).toList());
    }

    private void mouseButton() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"mouse_back\"]\n[priority.managed.mouse_right]\n" + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 1);
        game.mark();
        Stage.player(Key.MOUSE_RIGHT, true);
        Stage.player(Key.MOUSE_LEFT, true);
        Stage.player(Key.MOUSE_LEFT, false);
        Stage.pass(150);
        Stage.player(Key.MOUSE_RIGHT, false);
        awaitButton(2, Stage.TAG);
        awaitButton(1, "0");
        Stage.player(Key.MOUSE_BACK, true);
        awaitHolds(agent, 1);
        Stage.player(Key.MOUSE_BACK, false);
        awaitHolds(agent, 0);
        awaitButton(4, "0");
    }

    /** One press and one release, of the agent or of the player. */
    private void awaitButton(int number, String tag) {
        Stage.soon().untilAsserted(() -> assertEquals(
                List.of("button down " + number + " " + tag, "button up " + number + " " + tag),
                game.said("button").stream().filter(line -> line.matches("\\w+ \\w+ " + number + " .*")).toList()));
    }

    private void holdSkill() throws Exception {
        agent(PLAIN + "special = [\"space\"]\n" + HOLD);
        Stage.soon().untilAsserted(() -> assertEquals("+w", stage.keys(Key.W)));
        Stage.player(Key.SPACE, true);
        Stage.soon().untilAsserted(() -> assertEquals("+w -w", stage.keys(Key.W)));
        Stage.player(Key.SPACE, false);
        Stage.soon().untilAsserted(() -> assertEquals("+w -w +w", stage.keys(Key.W)));
    }

    /** As with a lock screen or a window of more rights: the hook hears nothing of it. */
    private void lostKeyUp() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n" + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 1);
        Stage.player(Key.SPACE, true);
        awaitHolds(agent, 1);
        game.ask("unhook");
        Stage.pass(50);
        long released = System.nanoTime();
        Stage.player(Key.SPACE, false);
        awaitHolds(agent, 0);
        assertTrue(System.nanoTime() - released < 2_000_000_000L, "found late");
        game.mark();
        stage.awaitPresses(Key.DIGIT_1, 2);
    }

    private void hookTakenAway() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n" + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 1);
        game.ask("unhook");
        awaitEvent(agent, "hook_lost");
        awaitEvent(agent, "hook_restored");
        Stage.player(Key.SPACE, true);
        awaitHolds(agent, 1);
        Stage.player(Key.SPACE, false);
        awaitHolds(agent, 0);
    }

    private void panic() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n" + HOLD);
        Stage.soon().untilAsserted(() -> assertEquals("+w", stage.keys(Key.W)));
        for (Key key : List.of(Key.LEFT_CTRL, Key.RIGHT_SHIFT, Key.F12)) {
            Stage.player(key, true);
        }
        Stage.soon().until(() -> agent.events().stream().anyMatch(each -> each.name().equals("state")
                && each.text("to").equals("stopped")));
        for (Key key : List.of(Key.F12, Key.RIGHT_SHIFT, Key.LEFT_CTRL)) {
            Stage.player(key, false);
        }
        Stage.soon().untilAsserted(() -> assertEquals("+w -w", stage.keys(Key.W)));
        Stage.soon().untilAsserted(() -> assertEquals("+right_shift -right_shift", stage.keys(Key.RIGHT_SHIFT)));
        assertEquals("", stage.keys(Key.F12), "hotkeys are kept from the game");
    }

    private void reload() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n" + SKILL);
        stage.awaitPresses(Key.DIGIT_1, 1);
        Files.writeString(folder.resolve("test.toml"),
                PLAIN + "[priority.managed.q]\nsend = \"e\"\n" + SKILL.replace("\"1\"", "\"2\""));
        stage.awaitPresses(Key.DIGIT_2, 2);
        game.mark();
        Stage.tap(Key.Q);
        Stage.soon().untilAsserted(() -> assertEquals("+e -e", stage.keys(Key.E)));
        Stage.player(Key.SPACE, true);
        stage.awaitPresses(Key.DIGIT_2, 3);
        Stage.player(Key.SPACE, false);
        assertEquals("", stage.keys(Key.Q));
        assertEquals(List.of(), messages(agent));
    }

    private void end() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n" + HOLD);
        Stage.soon().untilAsserted(() -> assertEquals("+w", stage.keys(Key.W)));
        agent.terminate();
        assertEquals(0, agent.awaitExit(10_000));
        Stage.soon().untilAsserted(() -> assertEquals("+w -w", stage.keys(Key.W)));
    }

    /** Windows asks whether the session may end, and says that it does; its messages come from another program here. */
    private void sessionEnd() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n" + HOLD);
        Stage.soon().untilAsserted(() -> assertEquals("+w", stage.keys(Key.W)));
        try (Program probe = stage.probe()) {
            assertEquals("1", probe.ask("tell FermataSessionEnd 0x11 0"), "it may");
            assertEquals("0", probe.ask("tell FermataSessionEnd 0x16 0"), "somebody else has refused");
            assertEquals("+w", stage.keys(Key.W));
            probe.ask("tell FermataSessionEnd 0x16 1");
        }
        assertEquals(0, agent.awaitExit(10_000));
        Stage.soon().untilAsserted(() -> assertEquals("+w -w", stage.keys(Key.W)));
    }

    /** By taskkill without force, which asks windows that are never shown as well. */
    private void windowClosed() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n" + HOLD);
        Stage.soon().untilAsserted(() -> assertEquals("+w", stage.keys(Key.W)));
        new ProcessBuilder(System.getenv("WINE"), "taskkill", "/im", "relay.exe")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        assertEquals(0, agent.awaitExit(10_000));
        Stage.soon().untilAsserted(() -> assertEquals("+w -w", stage.keys(Key.W)));
    }

    /** The message is another program's, for Wine knows no locks. */
    private void sessionLocked() throws Exception {
        AgentProcess agent = agent(PLAIN + "special = [\"space\"]\n[window]\ntitle = \"Witness\"\n" + HOLD);
        Stage.soon().untilAsserted(() -> assertEquals("+w", stage.keys(Key.W)));
        try (Program probe = stage.probe()) {
            assertEquals("0", probe.ask("tell FermataSessionLock 0x2B1 7"));
            awaitHolds(agent, 1);
            Stage.soon().untilAsserted(() -> assertEquals("+w -w", stage.keys(Key.W)));
            probe.ask("tell FermataSessionLock 0x2B1 8");
            awaitHolds(agent, 0);
            Stage.soon().untilAsserted(() -> assertEquals("+w -w +w", stage.keys(Key.W)));
        }
    }

    private void doctor() throws Exception {
        Process doctor = new ProcessBuilder(System.getProperty("fermata.launcher"), "doctor").redirectErrorStream(true)
                .start();
        String told = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = doctor.waitFor();
        for (String line : List.of("display server", "key state", "suppression", "managed keys", "hotkeys", "screen")) {
            assertTrue(told.matches("(?s).*\\bfine +" + line + "  .*"), () -> line + " is not fine:\n" + told);
        }
        // How fast is no matter here: each call goes to another process and back.
        for (String line : List.of("injection", "hook")) {
            assertTrue(told.matches("(?s).*\\b(fine|degraded) +" + line + "  .*"), told);
        }
        assertEquals(0, code, told);
    }

    // ---------------------------------------------------------------------------------------------------------

    private AgentProcess agent(String profile) throws IOException {
        Path file = folder.resolve("test.toml");
        Files.writeString(file, profile);
        AgentProcess agent = new AgentProcess(Map.of(), event -> { },
                "-p", file.toString(), "--start", "running", "--no-api");
        last = agent;
        game.mark();
        awaitEvent(agent, "state");
        return agent;
    }

    /** As a user ends it, for what is down when it is killed stays down. */
    private void endLast() throws Exception {
        if (last != null) {
            last.terminate();
            last.awaitExit(10_000);
            last = null;
        }
    }

    private static void awaitEvent(AgentProcess agent, String name) {
        Stage.soon().untilAsserted(() -> assertTrue(agent.events().stream().anyMatch(each -> each.name().equals(name)),
                () -> name + " did not happen; " + agent.messages() + agent.events()));
    }

    private static long holds(AgentProcess agent) {
        return agent.events().stream().filter(each -> each.name().equals("hold_added")).count()
                - agent.events().stream().filter(each -> each.name().equals("hold_removed")).count();
    }

    private static void awaitHolds(AgentProcess agent, int wanted) {
        Stage.soon().untilAsserted(() -> assertEquals(wanted, holds(agent), () -> "holds, " + agent.events()));
    }

    private static List<String> messages(AgentProcess agent) {
        return agent.messages().lines().filter(line -> line.contains("!") || line.contains("WARN")).toList();
    }
}
