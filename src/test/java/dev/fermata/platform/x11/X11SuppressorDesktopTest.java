package dev.fermata.platform.x11;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class X11SuppressorDesktopTest {
    private final VirtualDesktop player;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<String> corrections = new ArrayList<>();
    private X11Suppressor suppressor;
    private X11Injector injector;
    private int markers;

    X11SuppressorDesktopTest(VirtualDesktop player) {
        this.player = player;
    }

    @BeforeEach
    void open() {
        suppressor = new X11Suppressor(X11Connection.open(player.display()), failure::set);
        injector = new X11Injector(X11Connection.open(player.display()), suppressor,
                new X11Injector.EchoCorrection() {
                    @Override
                    public void more(Key key, boolean down) {
                        corrections.add("more " + (down ? "d:" : "u:") + key);
                    }

                    @Override
                    public void fewer(Key key, boolean down) {
                        corrections.add("fewer " + (down ? "d:" : "u:") + key);
                    }
                });
    }

    @AfterEach
    void close() {
        player.releaseAll();
        suppressor.close();
        injector.close();
        assertEquals(null, failure.get());
        soon().untilAsserted(() -> assertEquals(Set.of(), player.keysDown()));
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "KP_7", "MOUSE_RIGHT", "MOUSE_BACK"})
    void playersPressDoesNotReachTheWindow(Key key) {
        suppress(key, key);
        player.down(key);
        awaitDown(key);
        assertEquals(List.of(), seen(key));
        player.up(key);
        assertEquals(0, seen(key).stream().filter(("d:" + key)::equals).count());
    }

    @Test
    void autoRepeatDoesNotReachTheWindow() throws Exception {
        player.xset("r", "rate", "100", "50");
        suppress(Key.E, Key.E);
        player.down(Key.E);
        Thread.sleep(500); // the server repeats 20 times meanwhile
        assertEquals(List.of(), seen(Key.E));
        player.up(Key.E);
    }

    @Test
    void anyModifierMayBeDown() {
        suppress(Key.E, Key.E);
        player.down(Key.LEFT_SHIFT);
        player.down(Key.E);
        awaitDown(Key.E);
        assertEquals(List.of(), seen(Key.E));
        player.up(Key.E);
        player.up(Key.LEFT_SHIFT);
        seen(Key.LEFT_SHIFT);
    }

    /** Many times over: some of them fall between the press and its answer. */
    @RepeatedTest(20)
    void otherKeysPassWhileASuppressedOneIsDown() {
        suppress(Key.E, Key.E);
        player.down(Key.E);
        player.down(Key.W);
        player.up(Key.W);
        player.down(Key.MOUSE_LEFT);
        player.up(Key.MOUSE_LEFT);
        player.up(Key.E);
        assertEquals(List.of("d:w", "u:w"), seen(Key.W));
        assertEquals(List.of("d:mouse_left", "u:mouse_left"), seen(Key.MOUSE_LEFT));
        assertEquals(List.of("u:e"), seen(Key.E));
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void agentsOwnTapPasses(Key key) {
        suppress(key, key);
        for (int i = 0; i < 20; i++) {
            injector.press(key);
            injector.release(key);
        }
        assertEquals(40, seen(key).size());
        assertEquals(List.of(), corrections);
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void keyReSentWhileDownIsSeenDownUntilThePlayerLetsGo(Key key) {
        suppress(key, key);
        player.down(key);
        awaitDown(key);
        injector.press(key);
        assertEquals(List.of("u:" + key, "d:" + key), seen(key));
        player.up(key);
        soon().until(() -> player.target().eventsOf(key).size() == 3);
        injector.release(key);
        assertEquals(List.of("u:" + key, "d:" + key, "u:" + key), seen(key));
        assertEquals(List.of("more u:" + key, "fewer u:" + key), corrections);
    }

    @Test
    void keySentAsAnotherOneIsEatenAndTheOtherOneIsSeen() {
        suppress(Key.R, Key.DIGIT_0);
        player.down(Key.R);
        awaitDown(Key.R);
        injector.press(Key.DIGIT_0);
        injector.release(Key.DIGIT_0);
        assertEquals(List.of("d:0", "u:0"), seen(Key.DIGIT_0));
        assertEquals(List.of(), seen(Key.R));
        player.up(Key.R);
    }

    @Test
    void keySentAsAnotherOneCanStillBeSentByTheAgent() {
        suppress(Key.R, Key.DIGIT_0);
        injector.press(Key.R);
        injector.release(Key.R);
        assertEquals(List.of("d:r", "u:r"), seen(Key.R));
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void otherProgramsInputIsEatenLikeThePlayers(Key key) {
        suppress(key, key);
        player.otherProgramDown(key);
        awaitDown(key);
        assertEquals(List.of(), seen(key));
        player.otherProgramUp(key);
        soon().until(() -> player.keysDown().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(value = Key.class, names = {"E", "MOUSE_RIGHT"})
    void tellsOfEachPressThatIsKeptAndOfNoOther(Key key) {
        List<Key> kept = new CopyOnWriteArrayList<>();
        suppressor.listen(kept::add);
        player.down(key);
        player.up(key);
        soon().until(() -> player.target().eventsOf(key).size() == 2);
        suppress(key, key);
        injector.press(key);
        injector.release(key);
        assertEquals(4, seen(key).size());
        assertEquals(List.of(), kept);
        player.down(key);
        soon().until(() -> suppressor.kept() == 1);
        player.up(key);
        soon().until(() -> player.keysDown().isEmpty());
        player.otherProgramDown(key);
        soon().until(() -> suppressor.kept() == 2);
        player.otherProgramUp(key);
        soon().untilAsserted(() -> assertEquals(List.of(key, key), kept));
    }

    @Test
    void autoRepeatOfAKeptKeyIsNotTold() {
        player.xset("r", "rate", "100", "50");
        List<Key> kept = new CopyOnWriteArrayList<>();
        suppressor.listen(kept::add);
        suppress(Key.E, Key.E);
        player.down(Key.E);
        soon().until(() -> suppressor.kept() > 5);
        player.up(Key.E);
        assertEquals(List.of(Key.E), kept);
    }

    @Test
    void keysAreGivenBack() {
        suppress(Key.E, Key.E);
        assertEquals(Set.of(), suppressor.suppress(Map.of()));
        player.down(Key.E);
        player.up(Key.E);
        soon().untilAsserted(() -> assertEquals(List.of("d:e", "u:e"), player.target().eventsOf(Key.E)));
    }

    @Test
    void keyThatAnotherProgramHasIsReportedAsNotSuppressed() {
        try (X11Connection other = X11Connection.open(player.display())) {
            assertTrue(new Grabs(other).grab(Key.E));
            assertEquals(Set.of(Key.R), suppressor.suppress(Map.of(Key.E, Key.E, Key.R, Key.R)));
        }
    }

    @Test
    void keysStaySuppressedWhenAMasterDeviceGoes() {
        close();
        player.xinput("create-master", "pad");
        open();
        suppress(Key.E, Key.E);
        player.xinput("remove-master", "pad pointer");
        // Not awaited: a change may be asked for before the word of the device has come.
        assertEquals(Set.of(Key.E, Key.R), suppressor.suppress(Map.of(Key.E, Key.E, Key.R, Key.R)));
        for (Key key : List.of(Key.E, Key.R)) {
            player.down(key);
            awaitDown(key);
            assertEquals(List.of(), seen(key));
            player.up(key);
        }
    }

    @Test
    void keysAreSuppressedOnAMasterDeviceThatComesAndOnTheOldOneWhenItGoesAgain() {
        suppress(Key.E, Key.E);
        player.xinput("create-master", "pad");
        try {
            player.xinput("reattach", "Xephyr virtual keyboard", "pad keyboard");
            player.down(Key.E);
            soon().until(() -> suppressor.kept() >= 1);
        } finally {
            player.releaseAll();
            player.xinput("reattach", "Xephyr virtual keyboard", "Virtual core keyboard");
            player.xinput("remove-master", "pad pointer");
        }
        long kept = suppressor.kept();
        player.down(Key.E);
        soon().until(() -> suppressor.kept() > kept);
        player.up(Key.E);
        assertEquals(List.of(), seen(Key.E).stream().filter("d:e"::equals).toList());
    }

    @Test
    void manyThreadsMayChangeTheKeysWhileThePlayerTypes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Set<Key>>> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Key key = i % 2 == 0 ? Key.E : Key.R;
            changes.add(threads.submit(() -> suppressor.suppress(Map.of(key, key))));
            player.down(Key.W);
            player.up(Key.W);
        }
        for (Future<Set<Key>> change : changes) {
            assertEquals(1, change.get(10, TimeUnit.SECONDS).size());
        }
        threads.shutdown();
        soon().until(() -> player.target().eventsOf(Key.W).size() == 400);
    }

    private static final Hotkey CTRL_W = new Hotkey(List.of(Set.of(Key.LEFT_CTRL, Key.RIGHT_CTRL)), Key.W);

    @Test
    void pressesOfHotkeysReachNobodyAndAreNotTold() {
        List<Key> kept = new CopyOnWriteArrayList<>();
        suppressor.listen(kept::add);
        consume(new Hotkey(List.of(), Key.F9), CTRL_W, new Hotkey(List.of(), Key.MOUSE_BACK));
        tap(Key.F9);
        tap(Key.MOUSE_BACK);
        player.down(Key.RIGHT_CTRL);
        tap(Key.W);
        player.up(Key.RIGHT_CTRL);
        for (Key key : List.of(Key.F9, Key.MOUSE_BACK, Key.W)) {
            assertEquals(List.of(), presses(key), key.id());
        }
        assertEquals(List.of(), kept);
        assertEquals(3, suppressor.kept());
    }

    @Test
    void theKeyOfAHotkeyWithoutItsModifiersPasses() {
        consume(CTRL_W);
        tap(Key.W);
        player.down(Key.LEFT_SHIFT);
        tap(Key.W);
        player.up(Key.LEFT_SHIFT);
        assertEquals(List.of("d:w", "u:w", "d:w", "u:w"), seen(Key.W));
        assertEquals(0, suppressor.kept());
    }

    @Test
    void aHotkeyThatIsKeptDownIsNotTypedWhenItsModifierIsLetGo() throws Exception {
        player.xset("r", "rate", "100", "50");
        consume(CTRL_W);
        player.down(Key.LEFT_CTRL);
        player.down(Key.W);
        soon().until(() -> suppressor.kept() > 3);
        player.up(Key.LEFT_CTRL);
        long before = suppressor.kept();
        soon().until(() -> suppressor.kept() > before + 5);
        player.up(Key.W);
        assertEquals(List.of(), presses(Key.W));
        tap(Key.W);
        assertEquals(List.of("d:w"), presses(Key.W));
    }

    @Test
    void theAgentMaySendTheKeyOfAHotkeyAndAManagedKeyStaysOne() {
        consume(new Hotkey(List.of(), Key.F9));
        suppress(Key.E, Key.E);
        injector.press(Key.F9);
        injector.release(Key.F9);
        assertEquals(List.of("d:f9", "u:f9"), seen(Key.F9));
        tap(Key.E);
        assertEquals(List.of(), presses(Key.E));
        suppressor.consume(List.of());
        suppress(Key.E, Key.E);
        tap(Key.F9);
        assertEquals(List.of("d:f9", "d:f9"), presses(Key.F9));
    }

    @Test
    void hotkeysThatAnotherProgramHasAndModifiersAreToldApartAndAllAreGivenBack() {
        Hotkey f9 = new Hotkey(List.of(), Key.F9);
        Hotkey alone = new Hotkey(List.of(), Key.RIGHT_ALT);
        Hotkey button = new Hotkey(List.of(), Key.MOUSE_BACK);
        ForeignGrab other = ForeignGrab.ofKey(player.display(), Key.F9);
        Map<Hotkey, String> refused = suppressor.unconsumable(List.of(f9, CTRL_W, alone, button));
        other.close();
        assertEquals(Map.of(f9, "another program has grabbed f9", alone, "a modifier by itself is left to every program"),
                refused);
        assertEquals(Map.of(), suppressor.unconsumable(List.of(f9, CTRL_W, button)));
        tap(Key.MOUSE_BACK);
        assertEquals(1, presses(Key.MOUSE_BACK).size());
    }

    /** It does not wait; what is asked for after it does. */
    private void consume(Hotkey... hotkeys) {
        suppressor.consume(List.of(hotkeys));
        assertEquals(Set.of(), suppressor.suppress(Map.of()));
    }

    private void tap(Key key) {
        player.down(key);
        player.up(key);
    }

    private List<String> presses(Key key) {
        return seen(key).stream().filter(each -> each.startsWith("d:")).toList();
    }

    @Test
    void closingEndsTheThreadAndGivesEverythingBack() {
        suppress(Key.E, Key.E);
        suppressor.close();
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("suppress")));
        player.down(Key.E);
        player.up(Key.E);
        soon().untilAsserted(() -> assertEquals(List.of("d:e", "u:e"), player.target().eventsOf(Key.E)));
        assertThrows(DesktopException.class, () -> suppressor.suppress(Map.of(Key.E, Key.E)));
        suppressor.close();
    }

    private void suppress(Key key, Key as) {
        assertEquals(Set.of(key), suppressor.suppress(Map.of(key, as)));
    }

    private void awaitDown(Key key) {
        soon().until(() -> player.keysDown().contains(key));
    }

    /** What the window saw of that key, once everything that was sent before has arrived there. */
    private List<String> seen(Key key) {
        markers++;
        injector.press(Key.F1);
        injector.release(Key.F1);
        player.down(Key.F2);
        player.up(Key.F2);
        soon().until(() -> player.target().eventsOf(Key.F1).size() == 2 * markers
                && player.target().eventsOf(Key.F2).size() == 2 * markers);
        return player.target().eventsOf(key);
    }
}
