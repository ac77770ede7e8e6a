package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.hear.Bindings;
import dev.fermata.hear.InputHandler;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.simulated.RecordingInjector;
import dev.fermata.play.BufferLimits;
import dev.fermata.play.Dispatcher;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which presses of managed keys are sent: those that were kept from the game; where none can be, by their time. */
class TakenKeysTest {
    private static final Bindings.Managed SENT_AS_ITSELF = new Bindings.Managed(Key.E, Duration.ZERO);

    private final HandClock clock = new HandClock();
    private final EchoFilter echoes = new EchoFilter();
    private final List<String> sent = new ArrayList<>();
    private List<Key> active = List.of();
    private final RecordingInjector injector = new RecordingInjector();
    private final Bus bus = new Bus(new FailFast());
    private final Dispatcher dispatcher = new Dispatcher(clock, bus, injector, new EchoFilter(), BufferLimits.DEFAULTS,
            () -> { }, () -> { });
    /** What is read of {@code e}; of the other keys nothing can be read. */
    private PhysicalKeys.Reading reading = PhysicalKeys.Reading.UNKNOWN;
    private final PhysicalKeys physical = new PhysicalKeys() {
        @Override
        public Reading read(Key key, boolean sentByUs) {
            return key == Key.E ? reading : Reading.UNKNOWN;
        }

        @Override
        public boolean mayRepeatInPairs() {
            return reading != Reading.UNKNOWN;
        }
    };
    private final InputHandler handler = new InputHandler(bus, new DispatchedKeys(dispatcher),
            physical, Recovery.MEND, echoes, command -> { });

    TakenKeysTest() {
        bus.register(new Object() {
            @Subscribe
            public void onEvent(Event event) {
                if (event instanceof Event.KeySent key) {
                    sent.add((key.down() ? "d:" : "u:") + key.key());
                }
            }
        });
        bus.handleRequests(request -> {
            if (request instanceof Event.PriorityKey change) {
                active = change.activeKeys();
            }
        });
        dispatcher.resume();
        handler.configure(new Bindings(Set.of(), Set.of(), Map.of(Key.E, SENT_AS_ITSELF, Key.F,
                new Bindings.Managed(Key.F, Duration.ZERO)), Map.of()), clock.nanos());
        handler.suppressionChanged(Set.of(Key.E, Key.F), Set.of(), clock.nanos());
    }

    private void pressedAt(Key key, long millis) {
        handler.onInput(key, true, clock.atMillis(millis));
        dispatcher.step(clock.nanos());
    }

    private void releasedAt(Key key, long millis) {
        handler.onInput(key, false, clock.atMillis(millis));
        step(millis);
    }

    private void keptAt(Key key, long millis) {
        handler.onKept(key, clock.atMillis(millis));
        dispatcher.step(clock.nanos());
    }

    /** Until what is due by then has been done, taps to their end. */
    private void step(long millis) {
        for (long now = millis; now < millis + 60; now += 5) {
            handler.step(clock.atMillis(now));
            dispatcher.step(clock.nanos());
        }
    }

    private List<String> sent() {
        return sent;
    }

    @Test
    void aKeyThatReachedTheGameIsNotSentAgain() {
        handler.suppressionChanged(Set.of(), Set.of(Key.E), clock.atMillis(100));
        pressedAt(Key.E, 99);
        assertEquals(Set.of(), injector.down());
    }

    @Test
    void aKeyThatStaysTakenOverIsSentAlthoughItWentDownDuringTheChange() {
        handler.suppressionChanged(Set.of(), Set.of(Key.E), clock.atMillis(100));
        handler.suppressionChanged(Set.of(), Set.of(Key.E, Key.F), clock.atMillis(200));
        pressedAt(Key.F, 199);
        pressedAt(Key.E, 199);
        assertEquals(Set.of(Key.E), injector.down());
    }

    @Test
    void aKeyThatWasGivenBackMeanwhileIsTakenOverAnew() {
        handler.suppressionChanged(Set.of(), Set.of(Key.E), clock.atMillis(100));
        handler.suppressionChanged(Set.of(), Set.of(), clock.atMillis(200));
        handler.suppressionChanged(Set.of(), Set.of(Key.E), clock.atMillis(300));
        pressedAt(Key.E, 299);
        assertEquals(Set.of(), injector.down());
    }

    @Test
    void aPressThatWasKeptIsSentOnceWhicheverIsHeardFirst() {
        pressedAt(Key.E, 100);
        assertEquals(List.of(), sent());
        keptAt(Key.E, 101);
        assertEquals(List.of("d:e"), sent());
        releasedAt(Key.E, 200);
        keptAt(Key.E, 400);
        assertEquals(List.of("d:e", "u:e"), sent());
        pressedAt(Key.E, 401);
        assertEquals(List.of("d:e", "u:e", "d:e"), sent());
        releasedAt(Key.E, 500);
        assertEquals(List.of("d:e", "u:e", "d:e", "u:e"), sent());
        assertEquals(List.of(), active);
    }

    @Test
    void aPressThatWasKeptAndThatTheHookMissedHoldsAndIsSentSoonAfter() {
        keptAt(Key.E, 100);
        long due = clock.atMillis(130);
        assertEquals(due, handler.step(due - 1));
        assertEquals(List.of(), active);
        handler.step(due);
        dispatcher.step(due);
        assertEquals(List.of(Key.E), active);
        assertEquals(List.of("d:e"), sent());
        pressedAt(Key.E, 150);
        assertEquals(List.of("d:e"), sent(), "the event was late, not lost");
    }

    @Test
    void aPressThatWasKeptIsSentThoughTheWordComesAfterItsRelease() {
        pressedAt(Key.E, 100);
        releasedAt(Key.E, 110);
        keptAt(Key.E, 120);
        step(120);
        assertEquals(List.of("d:e", "u:e"), sent());
        assertEquals(List.of(), active, "nobody has it down any more");
    }

    @Test
    void aPressThatWasNotKeptIsNotSentHoweverTheKeysAreTakenOverMeanwhile() {
        keptAt(Key.E, 100);
        pressedAt(Key.E, 100);
        releasedAt(Key.E, 200);
        pressedAt(Key.E, 300);
        releasedAt(Key.E, 310);
        keptAt(Key.E, 400);
        pressedAt(Key.E, 401);
        assertEquals(List.of("d:e", "u:e", "d:e"), sent());
        releasedAt(Key.E, 500);
        assertEquals(List.of("d:e", "u:e", "d:e", "u:e"), sent(), "the first and the third press were kept");
    }

    @Test
    void theWordOfTheNextPressMayComeBeforeTheReleaseOfTheOneBefore() {
        keptAt(Key.E, 100);
        pressedAt(Key.E, 100);
        step(100);
        keptAt(Key.E, 200);
        releasedAt(Key.E, 201);
        pressedAt(Key.E, 202);
        step(202);
        assertEquals(List.of("d:e", "u:e", "d:e"), sent());
    }

    @Test
    void allThatIsHeardMayComeLongAfterTheWord() {
        keptAt(Key.E, 100);
        pressedAt(Key.E, 100);
        step(100);
        keptAt(Key.E, 200);
        step(200);
        step(300);
        releasedAt(Key.E, 380);
        pressedAt(Key.E, 440);
        step(440);
        assertEquals(List.of("d:e", "u:e", "d:e"), sent());
    }

    @Test
    void twoWordsMayComeBeforeAnythingIsHeard() {
        keptAt(Key.E, 100);
        keptAt(Key.E, 115);
        pressedAt(Key.E, 120);
        releasedAt(Key.E, 121);
        pressedAt(Key.E, 190);
        releasedAt(Key.E, 200);
        assertEquals(List.of("d:e", "u:e", "d:e", "u:e"), sent());
    }

    @Test
    void theWordOfAPressMayComeJustBeforeTheNextPress() {
        pressedAt(Key.E, 100);
        releasedAt(Key.E, 110);
        keptAt(Key.E, 180);
        pressedAt(Key.E, 190);
        keptAt(Key.E, 200);
        step(200);
        step(300);
        assertEquals(List.of("d:e"), sent());
        releasedAt(Key.E, 1_500);
        step(1_560);
        assertEquals(List.of("d:e", "u:e", "d:e", "u:e"), sent(), "two were pressed and kept");
    }

    @Test
    void aPressThatWasKeptIsSentThoughTheReleaseOfTheOneBeforeWasLost() {
        keptAt(Key.E, 100);
        pressedAt(Key.E, 100);
        step(100);
        keptAt(Key.E, 200);
        pressedAt(Key.E, 201);
        step(201);
        assertEquals(List.of("d:e", "u:e", "d:e"), sent());
        releasedAt(Key.E, 300);
        assertEquals(List.of("d:e", "u:e", "d:e", "u:e"), sent());
    }

    @Test
    void aPressThatWasKeptIsThePlayersThoughAnEchoIsExpected() {
        echoes.expect(Key.E, true, clock.atMillis(90));
        keptAt(Key.E, 100);
        pressedAt(Key.E, 100);
        assertEquals(List.of(Key.E), active);
        assertEquals(List.of("d:e"), sent());
    }

    /** As remote desktops repeat a key: its device releases and presses it. */
    private void repeatedInAPair(long millis, boolean wordFirst) {
        if (wordFirst) {
            keptAt(Key.E, millis);
        }
        handler.onInput(Key.E, false, clock.atMillis(millis));
        pressedAt(Key.E, millis);
        if (!wordFirst) {
            keptAt(Key.E, millis + 1);
        }
    }

    @Test
    void repeatsInPairsAreNotSentWheneverTheirWordComes() {
        keptAt(Key.E, 100);
        pressedAt(Key.E, 100);
        reading = PhysicalKeys.Reading.DOWN;
        boolean wordFirst = false;
        for (long at = 400; at < 1_000; at += 33) {
            handler.step(clock.atMillis(at));
            repeatedInAPair(at, wordFirst);
            wordFirst = !wordFirst;
        }
        reading = PhysicalKeys.Reading.UP;
        handler.onInput(Key.E, false, clock.atMillis(1_000));
        step(1_000);
        assertEquals(List.of("d:e", "u:e"), sent());
        assertEquals(List.of(), active);
    }

    @Test
    void repeatsOfAKeyThatIsDownAreNotSent() {
        keptAt(Key.E, 100);
        pressedAt(Key.E, 100);
        pressedAt(Key.E, 130);
        pressedAt(Key.E, 160);
        releasedAt(Key.E, 200);
        assertEquals(List.of("d:e", "u:e"), sent());
    }

    @Test
    void aKeyThatWasKeptAndMeansNothingAnyMoreIsSentAsItWasPressed() {
        handler.configure(Bindings.NONE, clock.atMillis(100));
        keptAt(Key.E, 101);
        step(101);
        assertEquals(List.of("d:e", "u:e"), sent());
        assertEquals(List.of(), active);
    }
}
