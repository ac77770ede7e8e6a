package dev.fermata.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When what comes of an answer is read, and when not. */
@Timeout(20)
class PartQueueTest {
    private static final byte[] PART = new byte[PartQueue.MOST_BYTES / 4];

    private final PartQueue queue = new PartQueue();

    /** A channel just before whose stop something else happens, as on another thread. */
    private static final class Channel extends EmbeddedChannel {
        private Runnable beforeItStops = () -> { };
        private ChannelConfig config;

        @Override
        public ChannelConfig config() {
            if (config == null) {
                config = new DefaultChannelConfig(this) {
                    @Override
                    public ChannelConfig setAutoRead(boolean on) {
                        if (!on) {
                            beforeItStops.run();
                        }
                        return super.setAutoRead(on);
                    }
                };
            }
            return config;
        }
    }

    private void take(int parts) {
        for (int i = 0; i < parts; i++) {
            try {
                assertEquals(PART.length, queue.next(Duration.ofSeconds(5)).orElseThrow().length);
            } catch (HttpException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static boolean isRead(Channel channel) {
        channel.runPendingTasks();
        return channel.config().isAutoRead();
    }

    @Test
    void nothingIsReadWhileTooMuchWaits() {
        Channel channel = new Channel();
        for (int i = 0; i < 4; i++) {
            queue.put(channel, PART);
        }
        assertTrue(isRead(channel));
        queue.put(channel, PART);
        assertFalse(isRead(channel));
        take(2);
        assertFalse(isRead(channel));
        take(1);
        assertTrue(isRead(channel));
    }

    @Test
    void whatIsTakenJustBeforeReadingStopsLetsItGoOn() {
        Channel channel = new Channel();
        channel.beforeItStops = () -> take(5);
        for (int i = 0; i < 5; i++) {
            queue.put(channel, PART);
        }
        assertTrue(isRead(channel), "nobody is left who would have it go on");
    }
}
