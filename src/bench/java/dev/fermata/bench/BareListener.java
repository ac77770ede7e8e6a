package dev.fermata.bench;

import com.github.kwhat.jnativehook.GlobalScreen;
import com.github.kwhat.jnativehook.keyboard.NativeKeyEvent;
import com.github.kwhat.jnativehook.keyboard.NativeKeyListener;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The floor of everything that hears keys: JNativeHook's own example, a listener that prints. As a
 * process of its own, since the library hooks once a process.
 */
public final class BareListener {
    private static final Logger LIBRARY = Logger.getLogger("com.github.kwhat.jnativehook");

    private BareListener() {
    }

    /** Prints {@code ready}, then {@code heard DOWN NANOS} for each key. */
    public static void main(String[] arguments) throws Exception {
        LIBRARY.setLevel(Level.OFF);
        Path folder = Scratch.folder("bare-listener");
        System.setProperty("jnativehook.lib.path", folder.toString());
        GlobalScreen.registerNativeHook();
        GlobalScreen.addNativeKeyListener(new NativeKeyListener() {
            @Override
            public void nativeKeyPressed(NativeKeyEvent event) {
                tell(true, System.nanoTime());
            }

            @Override
            public void nativeKeyReleased(NativeKeyEvent event) {
                tell(false, System.nanoTime());
            }
        });
        System.out.println("ready");
    }

    private static void tell(boolean down, long nanos) {
        System.out.println("heard " + down + " " + nanos);
    }
}
