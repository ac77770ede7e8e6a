package dev.fermata.platform.x11;

import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11.GC;
import com.sun.jna.platform.unix.X11.Window;
import dev.fermata.model.Key;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program with windows that shows what it is told, on the X server of its DISPLAY: a line for each thing, answered by
 * a line when the server has done it. Knows nothing of whoever looks at it.
 *
 * <pre>
 * open X Y WIDTH HEIGHT      another window on top; answered by its number
 * paint WINDOW X Y WIDTH HEIGHT RRGGBB
 * name WINDOW TITLE
 * point X Y                  moves the pointer
 * press KEY                  as another program would, such as {@code f6}
 * put WINDOW OTHER X Y       into the other one
 * move WINDOW X Y | size WINDOW WIDTH HEIGHT | hide WINDOW | show WINDOW | close WINDOW | focus WINDOW
 * </pre>
 */
public final class PainterProgram {
    private final X11Connection connection = X11Connection.open(null);
    private final List<Window> windows = new ArrayList<>();
    private final int depth = XDrawing.INSTANCE.XDefaultDepth(connection.display(), 0);

    private PainterProgram() {
    }

    public static void main(String[] args) throws IOException {
        PainterProgram program = new PainterProgram();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(program.act(line.strip().split(" ")));
        }
        System.exit(0);
    }

    private String act(String[] words) {
        if (words[0].equals("open")) {
            return open(number(words, 1), number(words, 2), number(words, 3), number(words, 4));
        }
        XCalls x = XCalls.INSTANCE;
        if (words[0].equals("point")) {
            x.XWarpPointer(connection.display(), new Window(0), connection.root(), 0, 0, 0, 0, number(words, 1),
                    number(words, 2));
            connection.sync(words[0]);
            return "done";
        } else if (words[0].equals("press")) {
            press(X11Keys.code(Key.find(words[1]).orElseThrow()));
            return "done";
        }
        Window window = windows.get(number(words, 1));
        switch (words[0]) {
            case "paint" -> paint(window, words);
            case "name" -> XDrawing.INSTANCE.XStoreName(connection.display(), window,
                    String.join(" ", Arrays.copyOfRange(words, 2, words.length)));
            case "put" -> x.XReparentWindow(connection.display(), window, windows.get(number(words, 2)),
                    number(words, 3), number(words, 4));
            case "move" -> x.XMoveWindow(connection.display(), window, number(words, 2), number(words, 3));
            case "size" -> x.XResizeWindow(connection.display(), window, number(words, 2), number(words, 3));
            case "hide" -> x.XUnmapWindow(connection.display(), window);
            case "show" -> x.XMapWindow(connection.display(), window);
            case "focus" -> XDrawing.INSTANCE.XSetInputFocus(connection.display(), window, 0, new NativeLong(0));
            case "close" -> XDrawing.INSTANCE.XDestroyWindow(connection.display(), window);
            default -> throw new IllegalArgumentException(words[0]);
        }
        connection.sync(words[0]);
        return "done";
    }

    private void press(int code) {
        for (boolean down : new boolean[] {true, false}) {
            XInput.Test.INSTANCE.XTestFakeKeyEvent(connection.display(), code, down, new NativeLong(0));
        }
        connection.sync("press");
    }

    private static int number(String[] words, int index) {
        return Integer.parseInt(words[index]);
    }

    private String open(int x, int y, int width, int height) {
        Window window = Xlib.INSTANCE.XCreateSimpleWindow(connection.display(), connection.root(), x, y, width,
                height, 0, new NativeLong(0), new NativeLong(pixel(0x404040)));
        XDrawing.INSTANCE.XMapRaised(connection.display(), window);
        connection.sync("to open");
        windows.add(window);
        return Long.toString(window.longValue());
    }

    private void paint(Window window, String[] words) {
        GC gc = XDrawing.INSTANCE.XCreateGC(connection.display(), window, new NativeLong(0), null);
        XDrawing.INSTANCE.XSetForeground(connection.display(), gc,
                new NativeLong(pixel(Integer.parseInt(words[6], 16))));
        XDrawing.INSTANCE.XFillRectangle(connection.display(), window, gc, number(words, 2), number(words, 3),
                number(words, 4), number(words, 5));
        XDrawing.INSTANCE.XFreeGC(connection.display(), gc);
    }

    /** The colour as a server of this depth writes it. */
    private long pixel(int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        return switch (depth) {
            case 16 -> red >> 3 << 11 | green >> 2 << 5 | blue >> 3;
            case 30 -> (long) red << 22 | green << 12 | blue << 2;
            default -> rgb;
        };
    }

    /** What only this program calls. */
    private interface XCalls extends com.sun.jna.Library {
        XCalls INSTANCE = NativeLibraries.load(NativeLibraries.X11, XCalls.class);

        int XReparentWindow(com.sun.jna.platform.unix.X11.Display display, Window window, Window into, int x, int y);

        int XMoveWindow(com.sun.jna.platform.unix.X11.Display display, Window window, int x, int y);

        int XResizeWindow(com.sun.jna.platform.unix.X11.Display display, Window window, int width, int height);

        int XUnmapWindow(com.sun.jna.platform.unix.X11.Display display, Window window);

        int XWarpPointer(com.sun.jna.platform.unix.X11.Display display, Window from, Window to, int fromX, int fromY,
                int width, int height, int x, int y);

        int XMapWindow(com.sun.jna.platform.unix.X11.Display display, Window window);
    }
}
