package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pointer goes where it is sent, as another connection sees it. */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class PointerDesktopTest {

    @Test
    void thePointerGoesWhereItIsSent(VirtualDesktop player) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (X11Connection witness = X11Connection.open(player.display());
                Desktop desktop = X11Desktop.open(player.display(), new JNativeHookInput(failure::set),
                        X11Injector.EchoCorrection.NONE, failure::set)) {
            for (List<Integer> place : List.of(List.of(12, 34), List.of(200, 100), List.of(0, 0))) {
                desktop.injector().movePointer(place.get(0), place.get(1));
                assertEquals(place, pointer(witness));
            }
        }
        assertEquals(null, failure.get());
    }

    private static List<Integer> pointer(X11Connection on) {
        IntByReference x = new IntByReference();
        IntByReference y = new IntByReference();
        XDrawing.INSTANCE.XQueryPointer(on.display(), on.root(), new NativeLongByReference(),
                new NativeLongByReference(), x, y, new IntByReference(), new IntByReference(), new IntByReference());
        return List.of(x.getValue(), y.getValue());
    }
}
