package dev.fermata.hear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of keys that are down while their meaning changes, and what is read when events may be missing. */
class InputHandlerTest {
    private static final long MS = 1_000_000;
    private static final Hotkey TOGGLE = new Hotkey(List.of(), Key.F9);

    private final List<String> told = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final Set<Key> physicallyDown = EnumSet.noneOf(Key.class);
    private final EchoFilter echoes = new EchoFilter();
    private final Bus bus = new Bus(new FailFast());
    private final InputHandler handler = new InputHandler(bus, new NothingSent(), new Keyboard(), Recovery.MEND, echoes,
            commands::add);

    private static final class NothingSent implements PlayerKeys {
        @Override
        public Press press(Key sent, String label, Duration preDelay, long downNanos) {
            throw new AssertionError("no key is managed");
        }

        @Override
        public boolean isDown(Key key) {
            return false;
        }
    }

    private final class Keyboard implements PhysicalKeys {
        @Override
        public Reading read(Key key, boolean sentByUs) {
            return physicallyDown.contains(key) ? Reading.DOWN : Reading.UP;
        }
    }

    /** Writes down holds and their keys. */
    public final class Listener {
        @Subscribe
        public void on(Event event) {
            told.add(event.name() + (event instanceof Event.PriorityKey change ? " " + change.activeKeys()
                    : event instanceof Event.TalkKey talk ? " " + talk.activeKeys() : ""));
        }
    }

    InputHandlerTest() {
        bus.register(new Listener());
        bus.handleRequests(request -> { });
        handler.configure(priority(Key.SPACE), 0);
    }

    @Test
    void aKeyThatIsDownHoldsWhenItBecomesAPriorityKey() {
        handler.configure(new Bindings(Set.of(), Set.of(Key.SPACE), Map.of(), Map.of(Command.State.TOGGLE, TOGGLE)), 0);
        down(Key.F9, 10);
        assertEquals(List.of(), told);
        handler.configure(priority(Key.SPACE, Key.F9), 20 * MS);
        assertEquals(List.of(Key.F9), handler.activeKeys());
        assertEquals(List.of("scheduler_pause_requested", "priority_down [f9]"), told);
    }

    @Test
    void aKeyThatStaysAPriorityKeyStaysHeldAndIsToldOfOnce() {
        down(Key.SPACE, 10);
        told.clear();
        handler.configure(priority(Key.SPACE, Key.E), 20 * MS);
        assertEquals(List.of(Key.SPACE), handler.activeKeys());
        assertEquals(List.of(), told);
    }

    @Test
    void aKeyThatIsNoPriorityKeyAnyMoreIsLetGoOf() {
        down(Key.SPACE, 10);
        told.clear();
        handler.configure(priority(Key.E), 20 * MS);
        assertEquals(List.of(), handler.activeKeys());
        assertEquals(List.of("priority_up []", "scheduler_resume_requested"), told);
    }

    @Test
    void aKeyThatIsWatchedNoMoreIsForgotten() {
        down(Key.SPACE, 10);
        handler.configure(Bindings.NONE, 20 * MS);
        assertFalse(handler.isRepeat(Key.SPACE, true));
        assertEquals(Clock.NEVER, handler.step(30 * MS));
    }

    @Test
    void onlyAPressOfAKeyThatIsDownIsARepeat() {
        assertFalse(handler.isRepeat(Key.SPACE, true));
        down(Key.SPACE, 10);
        assertTrue(handler.isRepeat(Key.SPACE, true));
        assertFalse(handler.isRepeat(Key.SPACE, false));
    }

    @Test
    void whatWasMissedIsReadWhenEventsMayHaveBeen() {
        play(100);
        physicallyDown.add(Key.SPACE);
        handler.doubtAll(100 * MS);
        play(129);
        assertEquals(List.of(), handler.activeKeys());
        play(130);
        assertEquals(List.of(Key.SPACE), handler.activeKeys());
    }

    @Test
    void aKeyThatBeginsToBeTakenIsReadOnceAndNotWhenItStaysTaken() {
        play(100);
        handler.suppressionChanged(Set.of(Key.SPACE), Set.of(), 100 * MS);
        assertEquals(115 * MS, handler.step(100 * MS));
        play(200);
        handler.suppressionChanged(Set.of(Key.SPACE), Set.of(), 200 * MS);
        assertEquals(Clock.NEVER, handler.step(200 * MS));
    }

    @Test
    void anEchoFromBeforeTheHookIsNotWaitedFor() {
        echoes.expect(Key.SPACE, true, 5 * MS);
        handler.onHookRegistered(10 * MS);
        down(Key.SPACE, 20);
        assertEquals(List.of(Key.SPACE), handler.activeKeys());
    }

    @Test
    void theHotkeyWithTheMostModifiersIsMeant() {
        Hotkey with = new Hotkey(List.of(Set.of(Key.LEFT_CTRL, Key.RIGHT_CTRL)), Key.F9);
        handler.configure(new Bindings(Set.of(), Set.of(), Map.of(), Map.of(Command.State.TOGGLE, TOGGLE, Command.State.PANIC, with)), 0);
        down(Key.F9, 10);
        up(Key.F9, 20);
        down(Key.RIGHT_CTRL, 30);
        down(Key.F9, 40);
        assertEquals(List.of(Command.State.TOGGLE, Command.State.PANIC), commands);
    }

    private static Bindings priority(Key... keys) {
        return new Bindings(Set.of(), Set.of(keys), Map.of(), Map.of());
    }

    private void down(Key key, long millis) {
        physicallyDown.add(key);
        handler.onInput(key, true, millis * MS);
    }

    private void up(Key key, long millis) {
        physicallyDown.remove(key);
        handler.onInput(key, false, millis * MS);
    }

    /** Steps at every deadline up to then. */
    private void play(long untilMillis) {
        long next = handler.step(0);
        while (next <= untilMillis * MS) {
            next = handler.step(next);
        }
    }

    @Test
    void keysOfTalkingAreToldAndTakenFromNobody() {
        handler.configure(talk(Key.MOUSE_FORWARD, Key.V), 0);
        told.clear();
        press(Key.V, 10 * MS);
        press(Key.MOUSE_FORWARD, 20 * MS);
        press(Key.V, 30 * MS);
        release(Key.V, 40 * MS);
        release(Key.MOUSE_FORWARD, 50 * MS);

        assertEquals(List.of("talk_down [v]", "talk_down [v, mouse_forward]", "talk_up [mouse_forward]", "talk_up []"),
                told);
    }

    @Test
    void aLostReleaseOfAKeyOfTalkingIsHealed() {
        handler.configure(talk(Key.V), 0);
        told.clear();
        press(Key.V, 10 * MS);
        physicallyDown.remove(Key.V);
        for (long at = 10; at <= 250; at++) {
            handler.step(at * MS);
        }

        assertEquals(List.of("talk_down [v]", "talk_up []"), told);
    }

    @Test
    void aKeyOfTalkingThatIsDownAtTheStartCounts() {
        physicallyDown.add(Key.V);
        handler.configure(talk(Key.V), 0);
        told.clear();
        handler.onHookRegistered(5 * MS);

        assertEquals(List.of("talk_down [v]"), told);
    }

    @Test
    void aKeyMayBeOfTalkingAndSilenceTheSkillsToo() {
        handler.configure(new Bindings(Set.of(Key.V), Set.of(Key.V), Map.of(), Map.of()), 0);
        told.clear();
        press(Key.V, 10 * MS);
        release(Key.V, 20 * MS);

        assertEquals(List.of("scheduler_pause_requested", "priority_down [v]", "talk_down [v]", "priority_up []",
                "scheduler_resume_requested", "talk_up []"), told);
    }

    @Test
    void whatTheAgentSendsIsNobodyTalking() {
        handler.configure(talk(Key.V), 0);
        told.clear();
        echoes.expect(Key.V, true, 10 * MS);
        handler.onInput(Key.V, true, 11 * MS);

        assertEquals(List.of(), told);
    }

    private static Bindings talk(Key... keys) {
        return new Bindings(Set.of(keys), Set.of(), Map.of(), Map.of());
    }

    private void press(Key key, long at) {
        physicallyDown.add(key);
        handler.onInput(key, true, at);
    }

    private void release(Key key, long at) {
        physicallyDown.remove(key);
        handler.onInput(key, false, at);
    }
}
