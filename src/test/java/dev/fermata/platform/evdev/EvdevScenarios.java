package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

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
    private static final int W = 17;
    private static final int DIGIT_1 = 2;
    private static final int SPACE = 57;
    private static final int RIGHT = 0x111;
    private static final int LEFT = 0x110;

    private static final int STREAM = 2_000;
    /** Microseconds from one event to the next. */
    private static final int[] PACES = {5_000, 1_000};

    private static final String KEYD = "keyd virtual keyboard";
    private static final String BOARD = "board";
    private static final String MOUSE = "mouse";

    private static final String SKILL = """

            [[skill]]
            name = "Bolt"
            keys = "1"
            every = "100ms"
            """;
    private static final String PLAIN = "schema = 1\nname = \"Test\"\n[priority]\npre_delay = \"50ms\"\n";

    private final String program;
    private final Path folder;
    private AgentProcess last;

    /** One scenario: hardware, game and agent. */
    private interface Scenario {
        void play(Lab hardware, Lab game) throws Exception;
    }

    private EvdevScenarios(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** @param args the program {@code lab}, a folder for files, and names of scenarios; none for all */
    public static void main(String[] args) throws Exception {
        EvdevScenarios scenarios = new EvdevScenarios(args[0], Path.of(args[1]));
        List<String> wanted = Arrays.asList(args).subList(2, args.length);
        int passed = 0;
        int failed = 0;
        for (Map.Entry<String, Scenario> each : scenarios.all().entrySet()) {
            if (!wanted.isEmpty() && !wanted.contains(each.getKey())) {
                continue;
            }
            long begin = System.nanoTime();
            String failure = scenarios.failure(each.getValue());
            System.out.print((System.nanoTime() - begin) / 1_000_000_000L + " s  ");
            System.out.println((failure.isEmpty() ? "ok      " : "FAILED  ") + each.getKey() + failure);
            if (failure.isEmpty()) {
                passed++;
            } else {
                failed++;
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
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
            if (last != null) {
                told.append("\n  the agent said: ").append(last.messages().strip().replace("\n", "\n    "));
            }
            return told.toString();
        } finally {
            endLast();
        }
    }

    private Map<String, Scenario> all() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("pause_and_resume", this::pauseAndResume);
        all.put("silence", this::silence);
        all.put("managed_as_itself", (hardware, game) -> managed(hardware, game, "[priority.managed.q]\n", Q));
        all.put("managed_as_another",
                (hardware, game) -> managed(hardware, game, "[priority.managed.q]\nsend = \"e\"\n", E));
        all.put("others_meanwhile", this::othersMeanwhile);
        all.put("mouse_button", this::mouseButton);
        all.put("hold_skill", this::holdSkill);
        all.put("hot_plug", this::hotPlug);
        all.put("key_down_at_start", this::keyDownAtStart);
        all.put("foreign_grab", this::foreignGrab);
        all.put("lights", this::lights);
        all.put("panic_keys", this::panicKeys);
        all.put("killed", this::killed);
        all.put("stopped", this::stopped);
        all.put("end", this::end);
        all.put("latency", this::latencyOnAQuietMachine);
        return all;
    }

    private void pauseAndResume(Lab hardware, Lab game) throws Exception {
        AgentProcess agent = agent(game, PLAIN + "special = [\"space\"]\n" + SKILL);
        awaitPresses(game, DIGIT_1, 3);
        hardware.key(BOARD, SPACE, true);
        awaitEvent(agent, "hold_added");
        hardware.key(BOARD, SPACE, false);
        awaitEvent(agent, "hold_removed");
        game.mark();
        awaitPresses(game, DIGIT_1, 3);
        assertEquals(List.of(), messages(agent));
    }

    /** Nothing is played while a priority key is down, and the schedule goes on after it. */
    private void silence(Lab hardware, Lab game) throws Exception {
        AgentProcess agent = agent(game, PLAIN + "special = [\"space\"]\n" + SKILL);
        awaitPresses(game, DIGIT_1, 3);
        for (int i = 0; i < 3; i++) {
            hardware.key(BOARD, SPACE, true);
            awaitHolds(agent, 1);
            game.mark();
            pass(2_000);
            assertEquals("", keys(game, DIGIT_1).replace("-2", ""));
            hardware.key(BOARD, SPACE, false);
            awaitPresses(game, DIGIT_1, 3);
        }
    }

    private void managed(Lab hardware, Lab game, String how, int sent) throws Exception {
        AgentProcess agent = agent(game, PLAIN + how + SKILL);
        awaitTaken(game, BOARD);
        for (int i = 0; i < 20; i++) {
            game.mark();
            hardware.key(BOARD, Q, true);
            pass(150);
            hardware.key(BOARD, Q, false);
            soon().until(() -> keys(game, sent).equals("+" + sent + " -" + sent));
            if (sent != Q) {
                assertEquals("", keys(game, Q));
            }
        }
        assertEquals(List.of(), messages(agent));
    }

    private void othersMeanwhile(Lab hardware, Lab game) throws Exception {
        agent(game, PLAIN + "[priority.managed.q]\n" + SKILL);
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
        soon().untilAsserted(() -> assertEquals(wanted, keys(game, A, F, G, B), () -> missed(game)));
        soon().untilAsserted(() -> assertEquals(20, count(game, Q, 1)));
        soon().untilAsserted(() -> assertEquals(20, count(game, Q, 0)));
    }

    private void mouseButton(Lab hardware, Lab game) throws Exception {
        hardware.say("mouse " + MOUSE);
        AgentProcess agent = agent(game, PLAIN + "[priority.managed.mouse_right]\n" + SKILL);
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
        soon().untilAsserted(() -> assertEquals("+273 -273", keys(game, RIGHT)));
        assertEquals("+272 -272", keys(game, LEFT));
        List<String> moves = game.game().stream().filter(each -> each.type() == Codes.EV_REL)
                .map(Lab.Got::text).toList();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            wanted.add("0:" + (i + 1));
            wanted.add("1:-1");
        }
        wanted.addAll(List.of("8:1", "11:120"));
        assertEquals(wanted, moves);
        assertEquals(1, agent.events().stream().filter(each -> each.name().equals("hold_added")).count());
    }

    private void holdSkill(Lab hardware, Lab game) throws Exception {
        agent(game, PLAIN + "special = [\"space\"]\n"
                + "[[skill]]\nname = \"Channel\"\nkeys = \"w\"\nmode = \"hold\"\n");
        soon().until(() -> down(game).equals("" + W));
        hardware.key(BOARD, SPACE, true);
        soon().until(() -> !down(game).contains("" + W));
        hardware.key(BOARD, SPACE, false);
        soon().until(() -> down(game).equals("" + W));
    }

    private void hotPlug(Lab hardware, Lab game) throws Exception {
        AgentProcess agent = agent(game, PLAIN + "special = [\"space\"]\n[priority.managed.q]\n" + SKILL);
        awaitTaken(game, BOARD);
        hardware.say("keyboard second");
        awaitTaken(game, "second");
        game.mark();
        hardware.key("second", Q, true);
        hardware.key("second", Q, false);
        soon().until(() -> keys(game, Q).equals("+16 -16"));
        hardware.key("second", A, true);
        hardware.key("second", SPACE, true);
        soon().until(() -> keys(game, A).equals("+30"));
        awaitHolds(agent, 1);
        hardware.say("remove second");
        soon().until(() -> keys(game, A).equals("+30 -30"));
        awaitHolds(agent, 0);
        hardware.key(BOARD, B, true);
        hardware.key(BOARD, B, false);
        soon().until(() -> keys(game, B).equals("+48 -48"));
    }

    private void keyDownAtStart(Lab hardware, Lab game) throws Exception {
        game.say("watch " + BOARD);
        game.ask("down " + BOARD, "down " + BOARD);
        hardware.key(BOARD, A, true);
        agent(game, PLAIN + "[priority.managed.q]\n" + SKILL);
        pass(1_000);
        assertFalse(isTaken(game, BOARD));
        hardware.key(BOARD, A, false);
        awaitTaken(game, BOARD);
        assertEquals(List.of("-30"), game.got(BOARD).stream().filter(each -> each.value() < 2)
                .map(Lab.Got::text).toList(), "programs have it from the keyboard itself");
        assertEquals("", keys(game, A));
    }

    private void foreignGrab(Lab hardware, Lab game) throws Exception {
        assertEquals("grab board done", hardware.ask("grab " + BOARD + " 1", "grab"));
        AgentProcess agent = agent(game, PLAIN + "[priority.managed.q]\n" + SKILL);
        soon().until(() -> agent.messages().contains("'board'"));
        awaitPresses(game, DIGIT_1, 2);
        assertEquals("grab board done", hardware.ask("grab " + BOARD + " 0", "grab"));
        awaitTaken(game, BOARD);
        game.mark();
        hardware.key(BOARD, Q, true);
        hardware.key(BOARD, Q, false);
        soon().until(() -> keys(game, Q).equals("+16 -16"));
    }

    private void lights(Lab hardware, Lab game) throws Exception {
        agent(game, PLAIN + "[priority.managed.q]\n" + SKILL);
        awaitTaken(game, BOARD);
        game.say("light OURS 1 1");
        soon().until(() -> game.ask("lights " + BOARD, "lights " + BOARD).equals("lights board 2"));
        game.say("light OURS 1 0");
        soon().until(() -> game.ask("lights " + BOARD, "lights " + BOARD).equals("lights board 0"));
    }

    private void panicKeys(Lab hardware, Lab game) throws Exception {
        AgentProcess agent = agent(game, PLAIN + "[priority.managed.q]\n" + SKILL);
        awaitTaken(game, BOARD);
        hardware.key(BOARD, Codes.KEY_ESC, true);
        hardware.key(BOARD, Codes.KEY_BACKSPACE, true);
        hardware.key(BOARD, Codes.KEY_ENTER, true);
        game.await(line -> line.startsWith("gone Fermata"));
        assertFalse(isTaken(game, BOARD));
        assertEquals(1, agent.awaitExit(5_000));
        assertTrue(agent.messages().contains("escape, backspace and enter"), agent::messages);
    }

    private void killed(Lab hardware, Lab game) throws Exception {
        AgentProcess agent = agent(game, PLAIN + "[priority.managed.q]\n"
                + "[[skill]]\nname = \"Channel\"\nkeys = \"w\"\nmode = \"hold\"\n");
        awaitTaken(game, BOARD);
        hardware.key(BOARD, A, true);
        soon().until(() -> down(game).contains("" + W) && down(game).contains("" + A));
        game.mark();
        ProcessHandle.of(agent.pid()).orElseThrow().destroyForcibly();
        game.await(line -> line.startsWith("gone Fermata"));
        assertFalse(isTaken(game, BOARD));
    }

    /** A process that stands still with the keyboard in its hands is ended, and the keyboard free again. */
    private void stopped(Lab hardware, Lab game) throws Exception {
        AgentProcess agent = agent(game, PLAIN + "[priority.managed.q]\n" + SKILL);
        awaitTaken(game, BOARD);
        hardware.key(BOARD, A, true);
        soon().until(() -> down(game).contains("" + A));
        signal(agent, "STOP");
        pass(1_000);
        assertTrue(isTaken(game, BOARD));
        soon().until(() -> !isTaken(game, BOARD));
        game.await(line -> line.startsWith("gone Fermata"));
        assertEquals(137, agent.awaitExit(5_000));
    }

    /** One that is stopped for a moment goes on. */
    private void end(Lab hardware, Lab game) throws Exception {
        AgentProcess agent = agent(game, PLAIN + "[priority.managed.q]\n" + SKILL);
        awaitTaken(game, BOARD);
        signal(agent, "STOP");
        hardware.key(BOARD, A, true);
        hardware.key(BOARD, A, false);
        pass(2_000);
        signal(agent, "CONT");
        soon().until(() -> keys(game, A).equals("+30 -30"));
        agent.terminate();
        assertEquals(0, agent.awaitExit(10_000));
        assertFalse(isTaken(game, BOARD));
        game.await(line -> line.startsWith("gone Fermata"));
    }

    /** On a busy one this kernel, a process like others, is kept waiting for longer than devices keep events. */
    private void latencyOnAQuietMachine(Lab hardware, Lab game) throws Exception {
        try {
            latency(hardware, game);
        } catch (AssertionError | RuntimeException e) {
            System.out.println("once more, for the machine may be busy: " + e.getMessage());
            latency(hardware, game);
        }
    }

    private void latency(Lab hardware, Lab game) throws Exception {
        Map<Integer, Long> peers = peers(hardware, game);
        agent(game, PLAIN + "[priority.managed.q]\n"
                + "[[skill]]\nname = \"Seldom\"\nkeys = \"1\"\nevery = \"30s\"\n");
        awaitTaken(game, BOARD);
        for (int micros : PACES) {
            long p99 = stream(hardware, game, Uinput.NAME, micros);
            assertTrue(p99 < 20_000_000, "p99 " + p99);
            assertTrue(p99 <= 2 * peers.getOrDefault(micros, Long.MAX_VALUE / 2), "more than twice keyd's p99");
        }
    }

    /** What keyd takes for the same stream, by its pace; nothing where there is none (property {@code keyd}). */
    private Map<Integer, Long> peers(Lab hardware, Lab game) throws Exception {
        Map<Integer, Long> peers = new LinkedHashMap<>();
        if (System.getProperty("keyd", "").isEmpty()) {
            return peers;
        }
        // Where keyd was built to look for it.
        Files.createDirectories(Path.of("/run/keyd"));
        Files.writeString(Path.of("/run/keyd/default.conf"), "[ids]\n*\n[main]\n");
        endLast();
        Process keyd = new ProcessBuilder(System.getProperty("keyd")).redirectErrorStream(true)
                .redirectOutput(folder.resolve("keyd.log").toFile()).start();
        try {
            awaitTaken(game, BOARD);
            game.say("watch " + KEYD.replace(' ', '_'));
            for (int micros : PACES) {
                try {
                    peers.put(micros, stream(hardware, game, KEYD, micros));
                } catch (ConditionTimeoutException e) {
                    System.out.println("keyd at " + 1_000_000 / micros + " events/s: " + e.getMessage());
                }
            }
        } finally {
            keyd.destroyForcibly().waitFor();
        }
        soon().until(() -> !isTaken(game, BOARD));
        return peers;
    }

    /** Plays a stream of taps; returns the 99th percentile from the hardware's event to that of the virtual device. */
    private static long stream(Lab hardware, Lab game, String device, int micros) {
        game.mark();
        hardware.ask("stream " + BOARD + " " + A + " " + STREAM + " " + micros, "done stream");
        List<Long> sent = hardware.lines().stream().filter(line -> line.startsWith("sent "))
                .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))).toList();
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() ->
                assertEquals(STREAM, taps(game, device).size(), () -> "not all came through, " + missed(game)));
        List<Lab.Got> got = taps(game, device);
        long[] nanos = new long[STREAM];
        for (int i = 0; i < nanos.length; i++) {
            assertEquals(i % 2 == 0 ? 1 : 0, got.get(i).value(), "in their order");
            nanos[i] = got.get(i).nanos() - sent.get(sent.size() - STREAM + i);
        }
        Arrays.sort(nanos);
        System.out.println("latency of '" + device + "' at " + 1_000_000 / micros + " events/s: p50 "
                + nanos[STREAM / 2] / 1_000 + " us, p99 " + nanos[STREAM / 100 * 99] / 1_000 + " us, worst "
                + nanos[STREAM - 1] / 1_000 + " us");
        return nanos[STREAM / 100 * 99];
    }

    private static String missed(Lab game) {
        return "and the game itself was too slow " + game.missed() + " times";
    }

    private static List<Lab.Got> taps(Lab game, String device) {
        return game.got(device).stream().filter(each -> each.type() == Codes.EV_KEY && each.code() == A
                && each.value() < 2).toList();
    }

    // ---------------------------------------------------------------------------------------------------------

    private AgentProcess agent(Lab game, String profile) throws IOException {
        Path file = folder.resolve("test.toml");
        Files.writeString(file, profile);
        endLast();
        AgentProcess agent = new AgentProcess(Map.of(), event -> { },
                "-p", file.toString(), "--platform", "evdev", "--start", "running", "--no-api");
        last = agent;
        awaitEvent(agent, "state");
        game.ask("down OURS", "down Fermata");
        game.say("watch OURS");
        game.mark();
        return agent;
    }

    /** One that was killed takes a moment to be gone, and keeps the next away until then. */
    private void endLast() {
        if (last != null) {
            last.close();
            soon().until(() -> !last.isAlive());
        }
    }

    private static void awaitEvent(AgentProcess agent, String name) {
        soon().untilAsserted(() -> assertTrue(agent.events().stream().anyMatch(each -> each.name().equals(name)),
                () -> name + " did not happen; " + agent.messages() + agent.events()));
    }

    private static void awaitHolds(AgentProcess agent, int wanted) {
        soon().until(() -> agent.events().stream().filter(each -> each.name().equals("hold_added")).count()
                - agent.events().stream().filter(each -> each.name().equals("hold_removed")).count() == wanted);
    }

    private static void awaitPresses(Lab game, int code, int some) {
        soon().untilAsserted(() -> assertTrue(count(game, code, 1) >= some, () -> "only " + game.gameKeys()));
    }

    private static void awaitTaken(Lab game, String device) {
        soon().until(() -> isTaken(game, device));
    }

    /** Whether somebody has taken it: nobody else can then. */
    private static boolean isTaken(Lab game, String device) {
        boolean free = game.ask("grab " + device + " 1", "grab " + device).endsWith("done");
        if (free) {
            game.ask("grab " + device + " 0", "grab " + device);
        }
        return !free;
    }

    private static String down(Lab game) {
        String told = game.ask("down OURS", "down Fermata");
        return told.substring(("down " + Uinput.NAME).length()).strip();
    }

    private static long count(Lab game, int code, int value) {
        return game.game().stream().filter(each -> each.type() == Codes.EV_KEY && each.code() == code
                && each.value() == value).count();
    }

    private static String keys(Lab game, Integer... codes) {
        return String.join(" ", game.game().stream().filter(each -> each.type() == Codes.EV_KEY && each.value() < 2
                && Arrays.asList(codes).contains(each.code())).map(Lab.Got::text).toList());
    }

    private static List<String> messages(AgentProcess agent) {
        return agent.messages().lines().filter(line -> line.contains("!") || line.contains("WARN")).toList();
    }

    private static void signal(AgentProcess agent, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(agent.pid())).start().waitFor();
    }

    private static void pass(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    /** Long, for a kernel in a process of a busy machine is slow; what is awaited comes at once elsewhere. */
    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }
}
