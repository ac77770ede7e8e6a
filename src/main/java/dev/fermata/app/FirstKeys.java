package dev.fermata.app;

import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What is done with the keys that are down at the start. */
final class FirstKeys {
    private FirstKeys() {
    }

    /** Has them read on the input thread, and waits for that, so long at most. */
    static void look(Core core, Clock clock, Duration atMost) {
        CountDownLatch looked = new CountDownLatch(1);
        core.onInputThread(() -> {
            try {
                core.onHookRegistered(clock.nanos());
            } finally {
                looked.countDown();
            }
        });
        try {
            // A desktop that does not answer is told of by whoever asks it next.
            if (!looked.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LoggerFactory.getLogger(Agent.class).warn("the desktop has not told within {} s which keys are down",
                        atMost.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
