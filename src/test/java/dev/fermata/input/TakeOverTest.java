package dev.fermata.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.eventbus.Subscribe;
import dev.fermata.desktop.OwnInput;
import dev.fermata.desktop.PhysicalKeys;
import dev.fermata.desktop.recording.RecordingInjector;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which presses of managed keys are sent, by when they went down. */
class TakeOverTest {
    private static final Bindings.Managed SENT_AS_ITSELF = new Bindings.Managed(Key.E, Duration.ZERO);

    private final HandClock clock = new HandClock();
    private final RecordingInjector injector = new RecordingInjector();
    private final Bus bus = new Bus(new FailFast());
    private final Dispatcher dispatcher = new Dispatcher(clock, bus, injector, new OwnInput(), BufferLimits.DEFAULTS,
            () -> { }, () -> { });
    private final InputHandler handler = new InputHandler(bus, dispatcher,
            (key, sentByUs) -> PhysicalKeys.Reading.UNKNOWN, Recovery.MEND, new OwnInput(), command -> { });

    TakeOverTest() {
        bus.register(new Object() {
            @Subscribe
            public void onEvent(Event event) {
                // Somebody has to listen.
            }
        });
        dispatcher.resume();
        handler.configure(new Bindings(Set.of(), Map.of(Key.E, SENT_AS_ITSELF, Key.F,
                new Bindings.Managed(Key.F, Duration.ZERO)), Map.of()), clock.nanos());
    }

    private void pressedAt(Key key, long millis) {
        handler.onInput(key, true, clock.atMillis(millis));
        dispatcher.step(clock.nanos());
    }

    @Test
    void aKeyThatReachedTheGameIsNotSentAgain() {
        handler.takeOver(Set.of(Key.E), clock.atMillis(100));
        pressedAt(Key.E, 99);
        assertEquals(Set.of(), injector.down());
    }

    @Test
    void aKeyThatStaysTakenOverIsSentAlthoughItWentDownDuringTheChange() {
        handler.takeOver(Set.of(Key.E), clock.atMillis(100));
        handler.takeOver(Set.of(Key.E, Key.F), clock.atMillis(200));
        pressedAt(Key.F, 199);
        pressedAt(Key.E, 199);
        assertEquals(Set.of(Key.E), injector.down());
    }

    @Test
    void aKeyThatWasGivenBackMeanwhileIsTakenOverAnew() {
        handler.takeOver(Set.of(Key.E), clock.atMillis(100));
        handler.takeOver(Set.of(), clock.atMillis(200));
        handler.takeOver(Set.of(Key.E), clock.atMillis(300));
        pressedAt(Key.E, 299);
        assertEquals(Set.of(), injector.down());
    }
}
