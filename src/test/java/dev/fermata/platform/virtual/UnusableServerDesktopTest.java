package dev.fermata.platform.virtual;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.platform.DesktopException;
import dev.fermata.platform.jnativehook.JNativeHookInput;
import dev.fermata.platform.x11.X11Desktop;
import dev.fermata.platform.x11.X11Injector;
import dev.fermata.platform.x11.X11Tenancy;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("desktop")
class UnusableServerDesktopTest {
    @BeforeEach
    void requirePrograms() {
        SharedDesktop.requirePrograms();
    }

    @Test
    void missingExtensionIsNamed() throws Exception {
        try (XProcess server = new XProcess(null, List.of("Xvfb", "-displayfd", "1", "-extension",
                "XTEST", "-nolisten", "tcp"))) {
            String problem = problem(":" + server.output().readLine());
            assertTrue(problem.contains("lacks the X extension XTEST"), problem);
        }
    }

    @Test
    void serverThatIsNotThereIsNamed() {
        String problem = problem(":987");
        assertTrue(problem.contains("X11 display :987 cannot be reached"), problem);
    }

    private static String problem(String display) {
        return assertThrows(DesktopException.class, () -> X11Desktop.open(display,
                X11Tenancy.open(display), new JNativeHookInput(e -> { }), X11Injector.EchoCorrection.NONE, e -> { })).getMessage();
    }
}
