package dev.fermata.platform.wayland;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.model.WindowNames;
import dev.fermata.platform.Windows;
import dev.fermata.platform.Windows.Focus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The focus as a real compositor tells it. */
@Tag("desktop")
@Tag("long")
class SwayDesktopTest {
    private static final Focus WEV = new Focus.On(new WindowNames("wev", List.of("wev"), ""));
    private static final Focus NOWHERE = new Focus.Elsewhere();

    @Test
    void theCompositorTellsOfEachChangeOfTheFocus() throws Exception {
        assumeTrue(SwaySession.canBe(), "NOT TESTED: a real Wayland compositor; that needs sway and wev");
        Path folder = Files.createTempDirectory("fermata-sway");
        List<Focus> told = new CopyOnWriteArrayList<>();
        try (SwaySession sway = new SwaySession(folder, "headless");
                Windows windows = WaylandWindows.open(sway.environment(), told::add)) {
            assertEquals(NOWHERE, windows.focus());
            assertTrue(windows.isStillSo(NOWHERE));
            sway.startGame();
            Awaitility.await().until(() -> told.contains(WEV) && windows.focus().equals(WEV));
            told.clear();
            sway.command("workspace 2");
            Awaitility.await().untilAsserted(() -> assertEquals(List.of(NOWHERE), told));
            assertFalse(windows.isStillSo(WEV));
            sway.command("workspace 1");
            Awaitility.await().untilAsserted(() -> assertEquals(List.of(NOWHERE, WEV), told));
            for (int i = 0; i < 100; i++) {
                assertTrue(windows.isStillSo(WEV));
            }
            sway.command("kill");
            Awaitility.await().untilAsserted(() -> assertEquals(List.of(NOWHERE, WEV, NOWHERE), told));
        }
    }
}
