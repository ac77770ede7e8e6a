package dev.fermata.platform.windows;

import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef;
import dev.fermata.model.Glob;
import dev.fermata.model.Key;
import dev.fermata.model.WindowNames;
import dev.fermata.model.WindowPattern;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.Screen;
import dev.fermata.platform.Windows;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Scanner;

/**
 * The parts of {@link WindowsPlatform}, without an agent, for scripts/test-windows: does what it is told in lines, and
 * says what the hook hears. Run in a JVM whose {@code os.name} is that of Windows.
 */
public final class WindowsProbe {
    private static final String RUN = "\"C:\\Spi\u00ebl\u8005 & Co\\fermata.cmd\" run";

    private final JNativeHookInput hook = new JNativeHookInput(failure -> say("failed " + failure));
    private final Desktop desktop = WindowsPlatform.desktop(hook, () -> { });
    private Windows windows;
    private Screen screen;

    private WindowsProbe() {
        hook.load();
        hook.watch(EnumSet.allOf(Key.class));
        hook.start((key, down) -> say("heard " + (down ? "+" : "-") + key));
    }

    /** Ends with its input. */
    public static void main(String[] args) {
        WindowsProbe probe = new WindowsProbe();
        say("ready");
        try (Scanner in = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (in.hasNextLine()) {
                String command = in.nextLine();
                say("did " + command + " " + probe.does(command.split(" ", 2)));
            }
        }
        probe.desktop.close();
        System.exit(0);
    }

    private String does(String[] words) {
        return switch (words[0]) {
            case "press" -> {
                desktop.injector().press(key(words[1]));
                yield "";
            }
            case "release" -> {
                desktop.injector().release(key(words[1]));
                yield "";
            }
            case "read" -> desktop.physicalKeys().read(key(words[1]), false).name();
            case "move" -> {
                String[] at = words[1].split(" ");
                desktop.injector().movePointer(Integer.parseInt(at[0]), Integer.parseInt(at[1]));
                yield "";
            }
            case "follow" -> {
                hook.follow(Optional.of((x, y, ago) -> say("pointer " + x + " " + y)));
                yield "";
            }
            case "focus" -> focus();
            case "pixel" -> pixel(words[1].split(" "));
            case "tell" -> tell(words[1].split(" "));
            case "run" -> {
                new WindowsRunKey().write(RUN);
                yield new WindowsRunKey().read().equals(Optional.of(RUN)) ? "same" : "another";
            }
            case "norun" -> {
                new WindowsRunKey().delete();
                yield new WindowsRunKey().read().orElse("none");
            }
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private String focus() {
        if (windows == null) {
            windows = new ForegroundWindow(focus -> say("focused " + text(focus)));
        }
        windows.isStillSo(windows.focus());
        return text(windows.focus());
    }

    private static String text(Windows.Focus focus) {
        if (focus instanceof Windows.Focus.On on) {
            WindowNames names = on.names();
            return names.title() + ", " + names.classes() + ", " + names.exe().replaceFirst(".*\\\\", "");
        }
        return focus.toString();
    }

    /** The colour of a point of the window with that title. */
    private String pixel(String[] words) {
        if (screen == null) {
            screen = WindowsFinder.followed(
                    new WindowPattern(Optional.of(new Glob("Witness")), Optional.empty(), Optional.empty()), false);
        }
        int[] rgb = new int[4];
        screen.look();
        Screen.State state = screen.capture(Integer.parseInt(words[0]), Integer.parseInt(words[1]), 2, 2, rgb);
        return state == Screen.State.SEEN ? String.format(Locale.ROOT, "%06x", rgb[0]) : state.name();
    }

    /** Sends that window a message, and returns the answer. */
    private static String tell(String[] words) {
        WinDef.HWND to = User32.INSTANCE.FindWindow(words[0], null);
        return to == null ? "no such window" : User32.INSTANCE.SendMessage(to, Integer.decode(words[1]),
                new WinDef.WPARAM(Integer.parseInt(words[2])), new WinDef.LPARAM(0)).toString();
    }

    private static Key key(String name) {
        return Key.find(name).orElseThrow();
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
