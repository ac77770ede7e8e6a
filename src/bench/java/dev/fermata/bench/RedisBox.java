package dev.fermata.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/** A redis-server that is killed and started anew, and somebody who listens to it. Thread-safe. */
final class RedisBox implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final String channel;
    private final List<String> received = new ArrayList<>();
    private final List<Long> subscribed = new ArrayList<>();
    private final List<Long> killed = new ArrayList<>();
    private volatile Process process;
    private volatile boolean closed;

    RedisBox(Path folder, String channel) throws IOException, InterruptedException {
        this.folder = folder;
        this.channel = channel;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
        Thread listener = new Thread(this::listen, "redis-listener");
        listener.setDaemon(true);
        listener.start();
        for (int i = 0; i < 500 && subscriptions() == 0; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    String address() {
        return "redis://127.0.0.1:" + port;
    }

    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "",
                "--appendonly", "no", "--dir", folder.toString(), "--daemonize", "no").redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile()).start();
        for (int i = 0; i < 500; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        throw new IOException("redis-server does not start");
    }

    /** Kills it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        synchronized (this) {
            killed.add(System.nanoTime());
        }
        process.destroyForcibly().waitFor();
    }

    private void listen() {
        while (!closed) {
            try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                jedis.subscribe(new JedisPubSub() {
                    @Override
                    public void onSubscribe(String to, int count) {
                        synchronized (RedisBox.this) {
                            subscribed.add(System.nanoTime());
                        }
                    }

                    @Override
                    public void onMessage(String from, String message) {
                        synchronized (RedisBox.this) {
                            received.add(message);
                        }
                    }
                }, channel);
            } catch (JedisException gone) {
                try {
                    TimeUnit.MILLISECONDS.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    /** How often somebody has begun to listen. */
    synchronized int subscriptions() {
        return subscribed.size();
    }

    /** What was received, in its order. */
    synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** When it was killed. */
    synchronized List<Long> killed() {
        return List.copyOf(killed);
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
    }
}
