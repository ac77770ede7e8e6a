package dev.fermata.platform.evdev;

import static dev.fermata.platform.evdev.LabAgent.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.wayland.SwaySession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The real agent on the kernel's devices, played on by one program and watched by another that know nothing of it; run
 * by scripts/test-evdev in a kernel of its own, for it takes the keyboards of the machine.
 */
final class EvdevScenarios {
    private static final int A = 30;
    private static final int B = 48;
    private static final int E = 18;
    private static final int F = 33;
    private static final int G = 34;
    private static final int Q = 16;
    private static final int R = 19;
    private static final int W = 17;
    private static final int DIGIT_1 = 2;
    private static final int SPACE = 57;
    private static final int RIGHT = 0x111;
    private static final int LEFT = 0x110;

    private static final String BOARD = LatencyStream.BOARD;
    private static final String MOUSE = "mouse";

    private static final String PROFILE = """
            schema = 1
            name = "Test"
            [priority]
            pre_delay = "50ms"
            special = ["space"]
            [priority.managed.q]
            """;
    /** What most of them play, one agent after the other. */
    private static final String PLAIN = PROFILE + """
            [priority.managed.r]
            send = "e"
            [priority.managed.mouse_right]
            [[skill]]
            name = "Bolt"
            keys = "1"
            every = "100ms"
            """;
    private static final String CHANNEL = PROFILE + """
            [[skill]]
            name = "Channel"
            keys = "w"
            mode = "hold"
            """;

    private final String program;
    private final Path folder;
    private final LabAgent agent;

    /** One scenario: hardware, game and agent. */
    private interface Scenario {
        void play(Lab hardware, Lab game) throws Exception;
    }

    private EvdevScenarios(String program, Path folder) {
        this.program = program;
        this.folder = folder;
        agent = new LabAgent(folder);
    }

    /**
     * @param args the program {@code lab}, a folder for files, and names of scenarios, or of a group of them, or of
     *             those to leave out, after a dash
     */
    public static void main(String[] args) throws Exception {
        EvdevScenarios scenarios = new EvdevScenarios(args[0], Path.of(args[1]));
        int passed = 0;
        int failed = 0;
        List<String> names = Arrays.asList(args).subList(2, args.length);
        for (String name : names.stream().filter(each -> !each.startsWith("-")).toList()) {
            for (Map.Entry<String, Scenario> each : scenarios.named(name).entrySet()) {
                if (names.contains("-" + each.getKey())) {
                    continue;
                }
                long begin = System.nanoTime();
                String failure = scenarios.failure(each.getValue());
                System.out.println((System.nanoTime() - begin) / 1_000_000_000L + " s  "
                        + (failure.isEmpty() ? "ok      " : "FAILED  ") + each.getKey() + failure);
                if (failure.isEmpty()) {
                    passed++;
                } else {
                    failed++;
                }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private Map<String, Scenario> named(String name) {
        if (groups().containsKey(name)) {
            return groups().get(name);
        }
        for (Map<String, Scenario> group : groups().values()) {
            if (group.containsKey(name)) {
                return Map.of(name, group.get(name));
            }
        }
        throw new IllegalArgumentException("there is no scenario " + name);
    }

    private String failure(Scenario scenario) {
        try (Lab hardware = new Lab(program); Lab game = new Lab(program)) {
            hardware.say("keyboard " + BOARD);
            scenario.play(hardware, game);
            return "";
        } catch (Exception | AssertionError e) {
            StringBuilder told = new StringBuilder("\n  " + e);
            Arrays.stream(e.getStackTrace()).filter(at -> at.getClassName().contains("EvdevScenarios")).limit(4)
                    .forEach(at -> told.append("\n    at ").append(at));
            told.append("\n  the agent said: ").append(agent.messages().strip().replace("\n", "\n    "));
            agent.close();
            return told.toString();
        }
    }

    /** Those that share a kernel. Two kernels may run at a time, but not beside one in which time is measured. */
    private Map<String, Map<String, Scenario>> groups() {
        Map<String, Scenario> one = new LinkedHashMap<>();
        one.put("pause_and_resume", this::pauseAndResume);
        one.put("silence", this::silence);
        one.put("managed_as_itself", (hardware, game) -> managed(hardware, game, Q, Q));
        one.put("managed_as_another", (hardware, game) -> managed(hardware, game, R, E));
        one.put("others_meanwhile", this::othersMeanwhile);
        one.put("scan_codes", this::scanCodes);
        one.put("mouse_button", this::mouseButton);
        one.put("hot_plug", this::hotPlug);
        one.put("lights", this::lights);
        one.put("end", this::end);
        Map<String, Scenario> other = new LinkedHashMap<>();
        other.put("foreign_grab", this::foreignGrab);
        other.put("stopped", this::stopped);
        other.put("hold_skill", this::holdSkill);
        other.put("killed", this::killed);
        other.put("key_down_at_start", this::keyDownAtStart);
        other.put("panic_keys", this::panicKeys);
        other.put("input_hangs", this::inputHangs);
        other.put("wayland_session", this::waylandSession);
        Map<String, Scenario> alone = new LinkedHashMap<>();
        alone.put("latency", this::latency);
        Map<String, Scenario> qemu = new LinkedHashMap<>();
        qemu.put("ps2_keyboard", this::ps2Keyboard);
        Map<String, Map<String, Scenario>> all = new LinkedHashMap<>();
        all.put("one", one);
        all.put("other", other);
        all.put("alone", alone);
        all.put("qemu", qemu);
        return all;
    }

    private void pauseAndResume(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitPresses(game, DIGIT_1, 3);
        hardware.key(BOARD, SPACE, true);
        agent.awaitEvent("hold_added");
        hardware.key(BOARD, SPACE, false);
        agent.awaitEvent("hold_removed");
        game.mark();
        awaitPresses(game, DIGIT_1, 3);
        assertEquals(List.of(), agent.warnings());
    }

    /** Nothing is played while a priority key is down, and the schedule goes on after it. */
    private void silence(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitPresses(game, DIGIT_1, 3);
        for (int i = 0; i < 3; i++) {
            hardware.key(BOARD, SPACE, true);
            agent.awaitHolds(1);
            game.mark();
            pass(2_000);
            assertEquals("", game.keys(DIGIT_1).replace("-2", ""));
            hardware.key(BOARD, SPACE, false);
            awaitPresses(game, DIGIT_1, 3);
        }
    }

    private void managed(Lab hardware, Lab game, int key, int sent) throws Exception {
        agent.play(game, PLAIN);
        awaitTaken(game, BOARD);
        for (int i = 0; i < 20; i++) {
            game.mark();
            hardware.key(BOARD, key, true);
            pass(100);
            hardware.key(BOARD, key, false);
            soon().until(() -> game.keys(sent).equals("+" + sent + " -" + sent));
            if (sent != key) {
                assertEquals("", game.keys(key));
            }
        }
        assertEquals(List.of(), agent.warnings());
    }

    private void othersMeanwhile(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitTaken(game, BOARD);
        game.mark();
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            int code = List.of(A, F, G, B).get(i % 4);
            if (i % 10 == 0) {
                hardware.key(BOARD, Q, true);
            }
            hardware.key(BOARD, code, true);
            if (i % 10 == 5) {
                hardware.key(BOARD, Q, false);
            }
            hardware.key(BOARD, code, false);
            pass(2); // faster than any hand, and no test of who reads a burst slower
            typed.append("+" + code + " -" + code + " ");
        }
        String wanted = typed.toString().strip();
        soon().untilAsserted(() -> assertEquals(wanted, game.keys(A, F, G, B), game::missed));
        soon().untilAsserted(() -> assertEquals(20, game.count(Q, 1)));
        soon().untilAsserted(() -> assertEquals(20, game.count(Q, 0)));
    }

    /** Of keys that are kept there are none, and none comes after its key. */
    private void scanCodes(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitTaken(game, BOARD);
        game.mark();
        for (int code : new int[] {A, R, B}) {
            hardware.key(BOARD, code, true);
            hardware.key(BOARD, code, false);
        }
        soon().until(() -> game.keys(B).equals("+48 -48"));
        List<String> passed = game.game().stream().filter(each -> each.value() < 2 || each.type() != Codes.EV_KEY)
                .filter(each -> each.type() == Codes.EV_MSC || each.code() == A || each.code() == B)
                .map(Lab.Got::text).toList();
        assertEquals(List.of("4:30", "+30", "4:30", "-30", "4:48", "+48", "4:48", "-48"), passed);
    }

    private void mouseButton(Lab hardware, Lab game) throws Exception {
        hardware.say("mouse " + MOUSE);
        agent.play(game, PLAIN);
        awaitTaken(game, MOUSE);
        game.mark();
        hardware.key(MOUSE, RIGHT, true);
        for (int i = 0; i < 50; i++) {
            hardware.say("move " + MOUSE + " " + Codes.REL_X + " " + (i + 1));
            hardware.say("move " + MOUSE + " " + Codes.REL_Y + " -1");
        }
        hardware.say("move " + MOUSE + " " + Codes.REL_WHEEL + " 1");
        hardware.say("move " + MOUSE + " " + Codes.REL_WHEEL_HI_RES + " 120");
        hardware.key(MOUSE, LEFT, true);
        hardware.key(MOUSE, LEFT, false);
        hardware.key(MOUSE, RIGHT, false);
        soon().untilAsserted(() -> assertEquals("+273 -273", game.keys(RIGHT)));
        assertEquals("+272 -272", game.keys(LEFT));
        List<String> moves = game.game().stream().filter(each -> each.type() == Codes.EV_REL)
                .map(Lab.Got::text).toList();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            wanted.add("0:" + (i + 1));
            wanted.add("1:-1");
        }
        wanted.addAll(List.of("8:1", "11:120"));
        assertEquals(wanted, moves);
        assertEquals(1, agent.count("hold_added"));
    }

    private void holdSkill(Lab hardware, Lab game) throws Exception {
        agent.play(game, CHANNEL);
        soon().until(() -> game.down().equals("" + W));
        hardware.key(BOARD, SPACE, true);
        soon().until(() -> !game.down().contains("" + W));
        hardware.key(BOARD, SPACE, false);
        soon().until(() -> game.down().equals("" + W));
    }

    private void hotPlug(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitTaken(game, BOARD);
        hardware.say("keyboard second");
        awaitTaken(game, "second");
        game.mark();
        hardware.key("second", Q, true);
        hardware.key("second", Q, false);
        soon().until(() -> game.keys(Q).equals("+16 -16"));
        hardware.key("second", A, true);
        hardware.key("second", SPACE, true);
        soon().until(() -> game.keys(A).equals("+30"));
        agent.awaitHolds(1);
        hardware.say("remove second");
        soon().until(() -> game.keys(A).equals("+30 -30"));
        agent.awaitHolds(0);
        hardware.key(BOARD, B, true);
        hardware.key(BOARD, B, false);
        soon().until(() -> game.keys(B).equals("+48 -48"));
    }

    private void keyDownAtStart(Lab hardware, Lab game) throws Exception {
        game.say("watch " + BOARD);
        game.ask("down " + BOARD, "down " + BOARD);
        hardware.key(BOARD, A, true);
        agent.start(game, PLAIN, Map.of());
        pass(1_000);
        assertFalse(game.isTaken(BOARD));
        hardware.key(BOARD, A, false);
        awaitTaken(game, BOARD);
        assertEquals(List.of("-30"), game.got(BOARD).stream()
                .filter(each -> each.type() == Codes.EV_KEY && each.value() < 2)
                .map(Lab.Got::text).toList(), "programs have it from the keyboard itself");
        assertEquals("", game.keys(A));
    }

    private void foreignGrab(Lab hardware, Lab game) throws Exception {
        assertEquals("grab board done", hardware.ask("grab " + BOARD + " 1", "grab"));
        agent.start(game, PLAIN, Map.of());
        soon().until(() -> agent.messages().contains("'board'"));
        awaitPresses(game, DIGIT_1, 2);
        assertEquals("grab board done", hardware.ask("grab " + BOARD + " 0", "grab"));
        awaitTaken(game, BOARD);
        game.mark();
        hardware.key(BOARD, Q, true);
        hardware.key(BOARD, Q, false);
        soon().until(() -> game.keys(Q).equals("+16 -16"));
    }

    private void lights(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitTaken(game, BOARD);
        game.say("light OURS 1 1");
        soon().until(() -> game.ask("lights " + BOARD, "lights " + BOARD).equals("lights board 2"));
        game.say("light OURS 1 0");
        soon().until(() -> game.ask("lights " + BOARD, "lights " + BOARD).equals("lights board 0"));
    }

    private void panicKeys(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitTaken(game, BOARD);
        hardware.key(BOARD, Codes.KEY_ESC, true);
        hardware.key(BOARD, Codes.KEY_BACKSPACE, true);
        hardware.key(BOARD, Codes.KEY_ENTER, true);
        game.await(line -> line.startsWith("gone Fermata"));
        assertFalse(game.isTaken(BOARD));
        assertEquals(1, agent.process().awaitExit(20_000));
        assertTrue(agent.messages().contains("escape, backspace and enter"), agent::messages);
    }

    private void killed(Lab hardware, Lab game) throws Exception {
        agent.play(game, CHANNEL);
        awaitTaken(game, BOARD);
        hardware.key(BOARD, A, true);
        soon().until(() -> game.down().contains("" + W) && game.down().contains("" + A));
        game.mark();
        ProcessHandle.of(agent.process().pid()).orElseThrow().destroyForcibly();
        game.await(line -> line.startsWith("gone Fermata"));
        assertFalse(game.isTaken(BOARD));
    }

    /** A process that stands still with the keyboard in its hands is ended, and the keyboard free again. */
    private void stopped(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitTaken(game, BOARD);
        hardware.key(BOARD, A, true);
        soon().until(() -> game.down().contains("" + A));
        agent.signal("STOP");
        pass(1_000);
        assertTrue(game.isTaken(BOARD));
        soon().until(() -> !game.isTaken(BOARD));
        game.await(line -> line.startsWith("gone Fermata"));
        assertEquals(137, agent.process().awaitExit(5_000));
    }

    /** One that is stopped for a moment goes on. */
    private void end(Lab hardware, Lab game) throws Exception {
        agent.play(game, PLAIN);
        awaitTaken(game, BOARD);
        agent.signal("STOP");
        hardware.key(BOARD, A, true);
        hardware.key(BOARD, A, false);
        pass(2_000);
        agent.signal("CONT");
        soon().until(() -> game.keys(A).equals("+30 -30"));
        agent.process().terminate();
        assertEquals(0, agent.process().awaitExit(20_000));
        assertFalse(game.isTaken(BOARD));
        game.await(line -> line.startsWith("gone Fermata"));
    }

    /** Keys are passed on still, and nobody would play what is kept of them: so all is given back, until it answers. */
    private void inputHangs(Lab hardware, Lab game) throws Exception {
        agent.start(game, PLAIN, HungThread.ENVIRONMENT);
        awaitTaken(game, BOARD);
        hardware.key(BOARD, Q, true);
        hardware.key(BOARD, Q, false);
        soon().until(() -> game.keys(Q).equals("+16 -16"));
        game.say("watch " + BOARD);
        try (HungThread input = new HungThread("input")) {
            assertTrue(input.standsStill());
            hardware.key(BOARD, Q, true);
            hardware.key(BOARD, Q, false);
            soon().until(() -> agent.messages().contains("the agent does not answer"));
            assertFalse(game.isTaken(BOARD));
            game.mark();
            hardware.key(BOARD, Q, true);
            hardware.key(BOARD, Q, false);
            soon().until(() -> game.got(BOARD).stream().anyMatch(each -> each.text().equals("-16")));
        }
        soon().until(() -> agent.messages().contains("the agent answers again"));
        awaitTaken(game, BOARD);
    }

    /** The whole way to a game of a Wayland session, which alone has the focus that the profile asks for. */
    private void waylandSession(Lab hardware, Lab game) throws Exception {
        new ProcessBuilder("sh", "-c", "/lib/systemd/systemd-udevd --daemon; udevadm trigger --subsystem-match=input;"
                + " SEATD_VTBOUND=0 seatd -g nogroup >/run/seatd.log 2>&1 &").inheritIO().start().waitFor();
        try (SwaySession sway = new SwaySession(Files.createDirectories(folder.resolve("sway")), "headless,libinput")) {
            sway.startGame();
            agent.start(game, PLAIN + "[window]\nclass = \"wev\"\n", sway.environment());
            awaitTaken(game, BOARD);
            soon().until(() -> sway.keys().stream().filter(("+" + DIGIT_1)::equals).count() > 3);
            typeInto(hardware, sway);
            // Silence.
            hardware.key(BOARD, SPACE, true);
            soon().until(() -> sway.keys().contains("+" + SPACE));
            agent.awaitHolds(1);
            pass(300);
            long before = sway.keys().stream().filter(("+" + DIGIT_1)::equals).count();
            pass(1_000);
            assertEquals(before, sway.keys().stream().filter(("+" + DIGIT_1)::equals).count());
            hardware.key(BOARD, SPACE, false);
            soon().until(() -> sway.keys().stream().filter(("+" + DIGIT_1)::equals).count() > before);
            // Another window.
            sway.command("workspace 2");
            agent.awaitHolds(1);
            game.mark();
            pass(1_000);
            assertEquals("", game.keys(DIGIT_1).replace("-2", ""));
            sway.command("workspace 1");
            awaitPresses(game, DIGIT_1, 3);
        }
    }

    private static void typeInto(Lab hardware, SwaySession sway) throws InterruptedException {
        int first = sway.keys().size();
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            int code = List.of(A, F, G, B).get(i % 4);
            hardware.key(BOARD, i % 5 == 0 ? Q : code, true);
            pass(i % 5 == 0 ? 100 : 5);
            hardware.key(BOARD, i % 5 == 0 ? Q : code, false);
            typed.append(i % 5 == 0 ? "" : "+" + code + " -" + code + " ");
        }
        List<String> others = List.of("+" + DIGIT_1, "-" + DIGIT_1, "+" + Q, "-" + Q);
        soon().untilAsserted(() -> assertEquals(typed.toString().strip(), String.join(" ", sway.keys().stream()
                .skip(first).filter(each -> !others.contains(each)).toList())));
        soon().untilAsserted(() -> assertEquals(List.of("+16", "-16", "+16", "-16", "+16", "-16", "+16", "-16"),
                sway.keys().stream().skip(first).filter(each -> each.endsWith("16")).toList()));
    }

    /** A keyboard that is none of uinput's, with what its driver says of keys. */
    private void ps2Keyboard(Lab hardware, Lab game) throws Exception {
        try (QemuKeyboard real = new QemuKeyboard()) {
            agent.play(game, PLAIN);
            awaitTaken(game, QemuKeyboard.NAME);
            game.mark();
            for (int code : new int[] {A, Q, B, R, F}) {
                real.key(code, true);
                pass(200);
                real.key(code, false);
                pass(200);
            }
            soon().until(() -> game.keys(F).equals("+33 -33"));
            List<String> passed = game.game().stream().filter(each -> each.type() == Codes.EV_MSC
                    || each.type() == Codes.EV_KEY && each.value() < 2 && List.of(A, B, F).contains(each.code()))
                    .map(Lab.Got::text).toList();
            assertEquals(List.of("4:30", "+30", "4:30", "-30", "4:48", "+48", "4:48", "-48", "4:33", "+33", "4:33",
                    "-33"), passed);
            soon().untilAsserted(() -> assertEquals("+16 -16", game.keys(Q)));
            soon().untilAsserted(() -> assertEquals("+18 -18", game.keys(E)));
            assertEquals("", game.keys(R));
            real.key(SPACE, true);
            agent.awaitHolds(1);
            game.mark();
            pass(2_000);
            assertEquals("", game.keys(DIGIT_1).replace("-2", ""));
            real.key(SPACE, false);
            awaitPresses(game, DIGIT_1, 3);
            real.key(A, true);
            soon().until(() -> game.down().contains("" + A));
            agent.close();
            game.await(line -> line.startsWith("gone Fermata"));
            assertFalse(game.isTaken(QemuKeyboard.NAME));
            real.key(A, false);
        }
    }

    private void latency(Lab hardware, Lab game) throws Exception {
        LatencyStream stream = new LatencyStream(hardware, game);
        Map<Integer, Long> peers = stream.keyd(folder);
        agent.play(game, PROFILE + "[[skill]]\nname = \"Seldom\"\nkeys = \"1\"\nevery = \"30s\"\n");
        awaitTaken(game, BOARD);
        for (int micros : LatencyStream.PACES) {
            long p99 = stream.play(Uinput.NAME, micros);
            assertTrue(p99 < 20_000_000, "p99 " + p99);
            assertTrue(p99 <= 2 * peers.getOrDefault(micros, Long.MAX_VALUE / 2), "more than twice keyd's p99");
        }
    }

    private static void awaitPresses(Lab game, int code, int some) {
        soon().untilAsserted(() -> assertTrue(game.count(code, 1) >= some, () -> "only " + game.gameKeys()));
    }

    private static void awaitTaken(Lab game, String device) {
        LabAgent.soon().pollInterval(Duration.ofMillis(100)).until(() -> game.isTaken(device));
    }

    private static void pass(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
