package dev.fermata.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread that Netty runs on, and the connections it has. It begins with the first thing that it is given to
 * do. Thread-safe but where it says otherwise.
 */
final class ClientLoop {
    private static final int FOREVER_DAYS = 36_500;

    private final EventLoop loop;
    /** Of its own thread. */
    private final Set<Channel> channels = new HashSet<>();
    /** Of its own thread. */
    private boolean ended;

    /** @param name of its thread */
    ClientLoop(String name) {
        NettyOptions.apply();
        loop = new SingleThreadIoEventLoop(null, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }, NioIoHandler.newFactory());
        // Without anything to wait for, Netty would look once a second whether there is something.
        loop.schedule(() -> { }, FOREVER_DAYS, TimeUnit.DAYS);
    }

    EventLoop loop() {
        return loop;
    }

    /** Has a new connection closed at this one's {@link #end}. On this loop's thread. */
    void keep(Channel channel) {
        if (ended) {
            drop(channel);
            return;
        }
        channels.add(channel);
        channel.closeFuture().addListener(done -> channels.remove(channel));
    }

    /**
     * Closes the connections and then ends the thread; returns at once. Once only. By itself Netty 4.2 leaves connections
     * open if the end comes while its thread is at a task: SingleThreadIoEventLoop.run looks for an end before its
     * tasks, and a quiet period of 0 has it go after them.
     */
    void end() {
        loop.execute(() -> {
            ended = true;
            List.copyOf(channels).forEach(ClientLoop::drop);
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        });
    }

    /** Closes one without a word and without waiting for one, as Netty does at the end of a loop. */
    private static void drop(Channel channel) {
        channel.unsafe().close(channel.voidPromise());
    }
}
