package dev.fermata.net;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/** Makes threads that Netty runs on. */
final class NettyThreads {
    private static final int FOREVER_DAYS = 36_500;

    private NettyThreads() {
    }

    /** A loop on a daemon thread of that name, which begins with the first thing that it is given to do. */
    static EventLoop loop(String name) {
        NettyOptions.apply();
        EventLoop loop = new SingleThreadIoEventLoop(null, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }, NioIoHandler.newFactory());
        // Without anything to wait for, Netty would look once a second whether there is something.
        loop.schedule(() -> { }, FOREVER_DAYS, TimeUnit.DAYS);
        return loop;
    }
}
