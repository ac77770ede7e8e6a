package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.PhysicalKeys.Reading;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.windows.WindowsPlatform;
import dev.fermata.time.SystemClock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How the parts of the Windows desktop are put together; on any system, as far as they go there. */
class WindowsPartsTest {
    private final AtomicInteger givenBack = new AtomicInteger();
    private final Desktop desktop = WindowsPlatform.desktop(new JNativeHookInput(e -> { }), givenBack::incrementAndGet);

    @Test
    void windowsIsAskedForAKeyThatCouldBeConsumedAndIsNot() {
        desktop.suppressor().suppress(Map.of(Key.E, Key.E));
        try {
            assertNotSame(Reading.UNKNOWN, desktop.physicalKeys().read(Key.E, false));
        } catch (LinkageError e) {
            return; // asked, and there is no Windows here
        }
    }

    @Test
    void fineWaitsLastUntilTheDesktopIsClosed() {
        assertEquals(0, givenBack.get());
        desktop.close();
        assertEquals(1, givenBack.get());
    }

    @Test
    void aDryRunGivesThemBackAtItsEnd() {
        Desktop dry = DryRun.on(desktop, new EchoFilter(), new SystemClock());
        assertEquals(0, givenBack.get());
        dry.close();
        assertEquals(1, givenBack.get());
    }
}
