package dev.fermata.net;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has come of an answer and was not taken yet. Bounded: of a server that is faster than whoever takes it nothing is
 * read for a while. Filled on the client's thread, emptied on the asking one.
 */
final class PartQueue {
    /** What is kept; a little more may be read already. */
    static final int MOST_BYTES = 64 * 1024;

    private static final byte[] END = new byte[0];

    private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    private record Part(byte[] bytes, Optional<Channel> from) {
    }

    /** One more. On the channel's thread. */
    void put(Channel from, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        parts.add(new Part(bytes, Optional.of(from)));
        if (kept.addAndGet(bytes.length) > MOST_BYTES) {
            from.config().setAutoRead(false);
            // What was taken just before had nothing to have it go on.
            goOn(from);
        }
    }

    /** Nothing more will come. */
    void end() {
        parts.add(new Part(END, Optional.empty()));
    }

    /** Waits for the first one or the end, however long that takes: the exchange has limits of its own till then. */
    Optional<byte[]> first() throws InterruptedException {
        return taken(parts.take());
    }

    /** Waits for the next one; empty at the end. @throws HttpException when neither comes in time */
    Optional<byte[]> next(Duration most) throws HttpException, InterruptedException {
        Part part = parts.poll(Math.max(0, most.toNanos()), TimeUnit.NANOSECONDS);
        if (part == null) {
            throw new HttpException(HttpException.Kind.SLOW, "the answer stopped, for " + most.toMillis() + " ms");
        }
        return taken(part);
    }

    private Optional<byte[]> taken(Part part) {
        if (part.bytes() == END) {
            return Optional.empty();
        }
        kept.addAndGet(-part.bytes().length);
        part.from().filter(each -> !each.config().isAutoRead()).ifPresent(each ->
                // Where it was stopped, so that the two cannot cross.
                each.eventLoop().execute(() -> goOn(each)));
        return Optional.of(part.bytes());
    }

    private void goOn(Channel channel) {
        if (kept.get() <= MOST_BYTES / 2) {
            channel.config().setAutoRead(true);
        }
    }
}
