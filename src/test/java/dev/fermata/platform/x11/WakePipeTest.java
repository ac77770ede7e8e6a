package dev.fermata.platform.x11;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who wakes never waits, for it may be done under the ledger's lock. */
@EnabledOnOs(OS.LINUX)
class WakePipeTest {
    /** More than a pipe has room for. */
    private static final int MANY = 200_000;
    private static final int NO_CONNECTION = -1;

    @Test
    void aSleeperThatSleepsElsewhereKeepsNobodyWaitingAndIsWokenOnceHeSleepsHere() {
        WakePipe pipe = new WakePipe(NO_CONNECTION);
        CompletableFuture<Void> waking = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < MANY; i++) {
                pipe.wake();
            }
        });
        assertDoesNotThrow(() -> waking.get(30, TimeUnit.SECONDS));
        pipe.await();
        CompletableFuture<Void> sleeping = CompletableFuture.runAsync(pipe::await);
        pipe.wake();
        assertDoesNotThrow(() -> sleeping.get(30, TimeUnit.SECONDS));
        pipe.close();
    }
}
