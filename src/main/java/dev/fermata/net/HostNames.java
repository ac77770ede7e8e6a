package dev.fermata.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Asks the system for the addresses of hosts, on a thread of its own: the system cannot be told to stop, so whoever
 * waits stops waiting. Thread-safe.
 */
final class HostNames implements AutoCloseable {
    /** The first ones; a host that has more is down if these are. */
    private static final int MOST = 2;
    private static final int QUEUE = 4;
    private static final int IDLE_SECONDS = 10;
    /** What the system need not ask anybody for. */
    private static final Pattern NUMBERS = Pattern.compile("localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*");

    private final ThreadPoolExecutor thread;

    HostNames(String name) {
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** At least one address. @throws HttpException when there is none within that time */
    List<InetAddress> find(String host, Duration most) throws HttpException, InterruptedException {
        try {
            if (NUMBERS.matcher(host).matches()) {
                return addresses(host);
            }
            Future<List<InetAddress>> found = thread.submit(() -> addresses(host));
            return found.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (UnknownHostException | ExecutionException e) {
            throw new HttpException(HttpException.Kind.UNREACHABLE, "there is no host " + host);
        } catch (TimeoutException | RejectedExecutionException e) {
            throw new HttpException(HttpException.Kind.UNREACHABLE, "the address of " + host + " was not found within "
                    + most.toMillis() + " ms");
        }
    }

    /**
     * The same without waiting.
     *
     * @param found gets at least one; on the thread of this one, or the caller's
     * @param none gets, for people, why there is none; likewise
     */
    void find(String host, Consumer<List<InetAddress>> found, Consumer<String> none) {
        try {
            thread.execute(() -> {
                try {
                    found.accept(addresses(host));
                } catch (UnknownHostException e) {
                    none.accept("there is no host " + host);
                }
            });
        } catch (RejectedExecutionException e) {
            none.accept("the addresses of too many hosts are being looked for already");
        }
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host)).stream().limit(MOST).toList();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
