package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.KernelKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A desktop of Wine's: the game, a window that says what it gets, and the player, who is xdotool. */
final class Stage {
    static final String TAG = Long.toHexString(WindowsInjector.TAG);
    /** X's numbers of the mouse's buttons. */
    static final Map<Key, Integer> BUTTONS = Map.of(Key.MOUSE_LEFT, 1, Key.MOUSE_MIDDLE, 2, Key.MOUSE_RIGHT, 3,
            Key.WHEEL_UP, 4, Key.WHEEL_DOWN, 5, Key.MOUSE_BACK, 8, Key.MOUSE_FORWARD, 9);
    /** X's number of a key is the kernel's and this. */
    private static final int X_OFFSET = 8;

    final Program game;

    /** @param folder where the programs are */
    Stage(Path folder) throws Exception {
        game = new Program(System.getenv("WINE"), folder.resolve("witness.exe").toString());
        xdotool("search", "--sync", "--name", "^Witness$", "windowfocus", "--sync");
        xdotool("mousemove", "300", "200");
    }

    /** The parts of the platform without an agent. */
    Program probe() {
        return new Program(System.getProperty("fermata.probe"));
    }

    /** What a scenario that failed has left down. */
    static void lift() throws Exception {
        for (Key key : List.of(Key.SPACE, Key.Q, Key.UP, Key.KP_4, Key.LEFT, Key.LEFT_CTRL, Key.RIGHT_SHIFT, Key.W,
                Key.DIGIT_1, Key.DIGIT_2, Key.E)) {
            player(key, false);
        }
    }

    static void tap(Key key) throws Exception {
        player(key, true);
        player(key, false);
    }

    static void player(Key key, boolean down) throws Exception {
        if (key.isMouse()) {
            xdotool(down ? "mousedown" : "mouseup", BUTTONS.get(key).toString());
        } else {
            // A number of one figure would be that figure's key.
            xdotool(down ? "keydown" : "keyup", key == Key.ESCAPE ? "Escape"
                    : Integer.toString(KernelKeys.keyboard().get(key) + X_OFFSET));
        }
    }

    private static void xdotool(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(words));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        assertEquals(0, code, command::toString);
    }

    /** What the game got of the player's own presses since the mark. */
    List<String> players() {
        return game.said("hook down").stream().filter(line -> !line.endsWith(" 1 " + TAG)).toList();
    }

    /** What messages the game got of these keys, repeats left out, as {@code +q -q}. */
    String keys(Key... keys) {
        Map<String, Key> names = new LinkedHashMap<>();
        for (Key key : keys) {
            names.put(String.format("%02x", WindowsKeys.scanCodesByKey().get(key).code())
                    + (WindowsKeys.scanCodesByKey().get(key).extended() ? " 1" : " 0"), key);
        }
        List<String> got = new ArrayList<>();
        for (String line : game.said("key ")) {
            String[] words = line.split(" ");
            Key key = names.get(words[3] + " " + words[4]);
            boolean repeated = words[5].equals("1") && words[1].equals("down");
            if (key != null && !repeated) {
                got.add((words[1].equals("down") ? "+" : "-") + key);
            }
        }
        return String.join(" ", got);
    }

    void awaitPresses(Key key, int some) {
        int before = keys(key).split("\\+", -1).length;
        soon().untilAsserted(() -> assertTrue(keys(key).split("\\+", -1).length >= before + some,
                () -> "only " + keys(key)));
    }

    static void pass(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(10)).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10));
    }
}
