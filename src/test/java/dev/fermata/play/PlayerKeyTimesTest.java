package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.simulated.RecordingInjector;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the dispatcher says a managed key was due. */
class PlayerKeyTimesTest {
    private final HandClock clock = new HandClock();
    private final List<Long> due = new ArrayList<>();

    @Test
    void everyManagedKeyIsReportedOnceAndNothingElse() {
        Bus bus = new Bus(new FailFast());
        bus.register(new Object() {
            @Subscribe
            public void onEvent(Event event) {
                // Somebody has to listen.
            }
        });
        Dispatcher dispatcher = new Dispatcher(clock, bus, new RecordingInjector(), new EchoFilter(),
                BufferLimits.DEFAULTS, () -> { }, () -> { });
        dispatcher.reportPlayerKeysTo(due::add);
        dispatcher.resume();

        dispatcher.submit(ActionRequest.skill("bolt", new Action.Tap(List.of(Key.Q)), Lane.NORMAL, false));
        dispatcher.step(clock.nanos());
        ActionRequest key = dispatcher.submitPlayerKey(Key.DIGIT_0, "e", Duration.ofMillis(50), clock.atMillis(100));
        dispatcher.step(clock.atMillis(151));
        dispatcher.letGo(key);
        dispatcher.step(clock.atMillis(300));

        assertEquals(List.of(Duration.ofMillis(150).toNanos()), due);
    }
}
