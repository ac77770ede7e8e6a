package dev.fermata.platform.wayland;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.WindowNames;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Windows;
import dev.fermata.platform.Windows.Focus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaylandWindowsTest {
    private static final Focus GAME = on("Game", "game.app");
    private static final Focus CHAT = on("Chat \u4f60\u597d", "chat");

    @TempDir
    private Path folder;
    private FakeCompositor compositor;
    private final List<Focus> told = new CopyOnWriteArrayList<>();
    private Windows windows;

    private static Focus on(String title, String appId) {
        return new Focus.On(new WindowNames(title, List.of(appId), ""));
    }

    @BeforeEach
    void begin() throws Exception {
        compositor = new FakeCompositor(folder, true);
        compositor.show(0, "Game", "game.app");
        compositor.show(1, "Chat \u4f60\u597d", "chat");
    }

    @AfterEach
    void end() throws Exception {
        if (windows != null) {
            windows.close();
        }
        compositor.close();
    }

    private void open() {
        windows = WaylandWindows.open(compositor.environment(), told::add);
    }

    private void awaitTold(Focus... wanted) {
        Awaitility.await().untilAsserted(() -> assertEquals(List.of(wanted), told));
    }

    @Test
    void whatHasTheFocusIsKnownFromTheBeginning() {
        compositor.focus(0, true);
        open();
        assertEquals(GAME, windows.focus());
        assertTrue(windows.isStillSo(GAME));
        assertFalse(windows.isStillSo(CHAT));
        assertFalse(windows.tellsPrograms());
        assertEquals(List.of(), told);
    }

    @Test
    void eachChangeIsToldOnce() {
        open();
        assertEquals(new Focus.Elsewhere(), windows.focus());
        compositor.focus(0, true);
        awaitTold(GAME);
        compositor.tell(FakeCompositor.state(1, Toplevels.ACTIVATED), FakeCompositor.done(1), FakeCompositor.state(0),
                FakeCompositor.done(0));
        awaitTold(GAME, CHAT);
        compositor.closeWindow(1);
        awaitTold(GAME, CHAT, new Focus.Elsewhere());
        Awaitility.await().untilAsserted(() ->
                assertEquals(List.of(FakeCompositor.FIRST_WINDOW + 1), compositor.destroyed()));
    }

    @Test
    void aWordCountsWhenTheCompositorIsDoneWithIt() {
        compositor.focus(0, true);
        open();
        compositor.tell(FakeCompositor.title(0, "Half a word"));
        assertTrue(windows.isStillSo(GAME));
        compositor.tell(FakeCompositor.done(0));
        awaitTold(on("Half a word", "game.app"));
    }

    @Test
    void whereTwoSeatsHaveAWindowEachNoneHasTheFocus() {
        compositor.focus(0, true);
        compositor.focus(1, true);
        open();
        assertEquals(new Focus.Elsewhere(), windows.focus());
    }

    @Test
    void whoAsksWhileTheFocusChangesIsNotTold() {
        compositor.focus(0, true);
        open();
        compositor.fallSilent();
        compositor.focus(1, true);
        assertFalse(windows.isStillSo(GAME));
    }

    @Test
    void aCompositorThatDoesNotAnswerLetsNothingBePressed() {
        compositor.focus(0, true);
        open();
        compositor.fallSilent();
        assertFalse(windows.isStillSo(GAME));
        assertFalse(windows.isStillSo(GAME), "nor to the next question");
    }

    @Test
    void oneThatEndsIsTold() throws Exception {
        compositor.focus(0, true);
        open();
        compositor.close();
        Awaitility.await().until(() -> told.size() == 1 && told.get(0) instanceof Focus.Unknown);
        assertFalse(windows.isStillSo(windows.focus()));
    }

    @Test
    void oneThatTellsNothingOfWindowsIsNamed() throws Exception {
        compositor.close();
        Path other = Files.createDirectory(folder.resolve("other"));
        try (FakeCompositor silent = new FakeCompositor(other, false)) {
            DesktopException refused = assertThrows(DesktopException.class,
                    () -> WaylandWindows.open(silent.environment(), told::add));
            assertTrue(refused.getMessage().contains("(Fake) does not tell programs"), refused::getMessage);
        }
    }

    @Test
    void withoutACompositorThereIsNobodyToTell() {
        assertThrows(DesktopException.class, () -> WaylandWindows.open(Map.of(), told::add));
        assertThrows(DesktopException.class,
                () -> WaylandWindows.open(Map.of("XDG_RUNTIME_DIR", folder.toString()), told::add));
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        open();
        windows.close();
        assertFalse(windows.isStillSo(new Focus.Elsewhere()));
        assertEquals(List.of(), told);
    }
}
