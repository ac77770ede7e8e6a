package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.KernelKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What the parts of the platform do by themselves, without an agent. */
final class PartScenarios {
    /** Those that change what others are, and are pressed a second time. */
    private static final Set<Key> LOCKS = Set.of(Key.CAPS_LOCK, Key.NUM_LOCK, Key.SCROLL_LOCK);
    /** Wine has no such keys on its keyboards; sent they are known. */
    private static final Set<Key> ONLY_SENT = EnumSet.range(Key.F13, Key.F24);

    private final Stage stage;
    private final Program game;

    PartScenarios(Stage stage) {
        this.stage = stage;
        this.game = stage.game;
    }

    /** Heard as named while the player has it, readable then, and sent so that programs get just what they got then. */
    void everyKey() throws Exception {
        try (Program probe = stage.probe()) {
            List<String> wrong = new ArrayList<>();
            for (Key key : KernelKeys.keyboard().keySet()) {
                String played = ONLY_SENT.contains(key) ? "" : tried(probe, key, wrong);
                if (LOCKS.contains(key)) {
                    tried(probe, key, wrong);
                }
                sent(probe, key, played, wrong);
                if (LOCKS.contains(key)) {
                    sent(probe, key, played, wrong);
                }
            }
            for (Key key : Stage.BUTTONS.keySet()) {
                tried(probe, key, wrong);
                sent(probe, key, "", wrong);
            }
            tried(probe, Key.NUM_LOCK, wrong);
            for (Key key : KernelKeys.keyboard().keySet()) {
                if (key.compareTo(Key.KP_0) >= 0 && key.compareTo(Key.KP_ENTER) <= 0) {
                    sent(probe, key, tried(probe, key, wrong), wrong);
                }
            }
            tried(probe, Key.NUM_LOCK, wrong);
            assertEquals("", String.join("\n    ", wrong));
        }
    }

    /** The player has the key. Returns what the game's hook got of its press. */
    private String tried(Program probe, Key key, List<String> wrong) throws Exception {
        probe.mark();
        game.mark();
        Stage.player(key, true);
        if (!wait(probe, "heard +" + key, "player: ", wrong)) {
            Stage.player(key, false);
            return "nothing";
        }
        if (!key.isWheel()) {
            read(probe, key, "DOWN", wrong);
        }
        Stage.player(key, false);
        wait(probe, "heard -" + key, "player: ", wrong);
        read(probe, key, "UP", wrong);
        // A busy machine lets it repeat.
        List<String> heard = probe.said("heard").stream().distinct().toList();
        expect("[heard +" + key + ", heard -" + key + "]", heard.toString(), key + " by the player", wrong);
        List<String> got = game.said("hook down");
        return got.isEmpty() ? "" : place(got.get(0));
    }

    /** The agent sends the key. */
    private void sent(Program probe, Key key, String wanted, List<String> wrong) {
        probe.mark();
        game.mark();
        probe.ask("press " + key);
        if (!wait(probe, "heard +" + key, "sent: ", wrong)) {
            probe.ask("release " + key);
            return;
        }
        probe.ask("release " + key);
        wait(probe, "heard -" + key, "sent: ", wrong);
        List<String> heard = probe.said("heard");
        expect("[heard +" + key + ", heard -" + key + "]", heard.toString(), key + " sent", wrong);
        if (!wanted.isEmpty()) {
            List<String> got = game.said("hook down");
            expect(wanted, got.isEmpty() ? "nothing" : place(got.get(0)), "the game's " + key, wrong);
            expect("[true]", got.stream().map(line -> line.endsWith(" 1 " + Stage.TAG)).toList().toString(),
                    "our tag at " + key, wrong);
        }
    }

    /** The hook is told of a key before its state is another. */
    private static void read(Program probe, Key key, String wanted, List<String> wrong) {
        try {
            Awaitility.await().atMost(Duration.ofMillis(500)).pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2)).until(() -> probe.ask("read " + key).equals(wanted));
        } catch (ConditionTimeoutException e) {
            wrong.add(key + " is not read as " + wanted);
        }
    }

    /**
     * Virtual key, scan code and whether it is an extended one; Windows calls right Shift and NumLock that of
     * itself, which their scan codes do not say.
     */
    private static String place(String hookLine) {
        return hookLine.replaceFirst("hook (down|up) (\\w+ \\w+ \\w).*", "$2").replaceFirst("(a1 36|90 45) .", "$1");
    }

    private static boolean wait(Program probe, String line, String who, List<String> wrong) {
        try {
            Awaitility.await().atMost(Duration.ofSeconds(1)).pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2)).until(() -> probe.said("heard").contains(line));
            return true;
        } catch (ConditionTimeoutException e) {
            wrong.add(who + line + " was not said, but " + probe.said(""));
            return false;
        }
    }

    private static void expect(String wanted, String got, String what, List<String> wrong) {
        if (!wanted.equals(got)) {
            wrong.add(what + ": " + got + " in place of " + wanted);
        }
    }

    /** The pointer goes where it is told to, and is heard of there. */
    void pointer() {
        try (Program probe = stage.probe()) {
            probe.ask("follow");
            probe.mark();
            probe.ask("move 321 123");
            probe.await("pointer 321 123"::equals, "the pointer's way");
        }
    }

    /** The window's own colours, as they change. */
    void screen() {
        try (Program probe = stage.probe()) {
            for (String colour : List.of("ff8040", "204060")) {
                game.ask("colour " + colour);
                assertEquals(colour, probe.ask("pixel 100 100"));
            }
        }
    }

    /** Another window, and the first one with another title. Wine 8 tells of no change, so it is asked. */
    void foreground() {
        try (Program probe = stage.probe()) {
            awaitFocus(probe, "Witness, [FermataWitness], witness.exe");
            game.ask("second");
            awaitFocus(probe, "Another, [FermataWitness], witness.exe");
            game.ask("title Renamed");
            game.ask("first");
            awaitFocus(probe, "Renamed, [FermataWitness], witness.exe");
        } finally {
            game.ask("title Witness");
            game.ask("first");
        }
    }

    private static void awaitFocus(Program probe, String wanted) {
        Stage.soon().untilAsserted(() -> assertEquals(wanted, probe.ask("focus")));
    }

    /** What is started at the login, with letters and signs that a script would spoil. */
    void registry() throws Exception {
        try (Program probe = stage.probe()) {
            assertEquals("same", probe.ask("run"));
            Process reg = new ProcessBuilder(System.getenv("WINE"), "reg", "query",
                    "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", "/v", "Fermata").start();
            String told = new String(reg.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(told.contains(" & Co\\fermata.cmd\" run"), told);
            assertEquals("none", probe.ask("norun"));
        }
    }

    /** Wherever Fermata and Java lie, a user's words arrive as they are. @param folder where the programs are */
    static void launcher(Path folder) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("Ferm \u00e4 & Co (x86)!").resolve("bin"));
        Path java = Files.createDirectories(folder.resolve("J D K & \u00fc").resolve("bin"));
        Files.copy(folder.resolve("words.exe"), java.resolve("java.exe"));
        Files.writeString(bin.resolve("fermata.cmd"), Files.readString(Path.of("scripts/packaging/fermata.cmd"))
                .replace("@VERSION@", "1").replace("@JVM_OPTIONS@", "-Xmx64m"));
        String here = inWine(bin) + "\\";
        for (String quote : List.of("", "\"")) {
            ProcessBuilder cmd = new ProcessBuilder(System.getenv("WINE"), "cmd", "/c", "fermata.cmd", "run", "-p",
                    "a & b \u00fc.toml").directory(bin.toFile());
            cmd.environment().put("JAVA_HOME", quote + inWine(java.getParent()) + quote);
            cmd.environment().put("JDK_JAVA_OPTIONS", "-Xbad");
            Process process = cmd.start();
            assertEquals(List.of("-Xmx64m", "-Dfermata.home=" + here + "..",
                    "-Dfermata.launcher=" + here + "fermata.cmd", "-cp", here + "..\\app\\fermata-1.jar",
                    "dev.fermata.cli.Main", "run", "-p", "a & b \u00fc.toml", ""),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
            assertEquals(7, process.waitFor());
        }
    }

    private static String inWine(Path path) {
        return "Z:" + path.toString().replace('/', '\\');
    }
}
