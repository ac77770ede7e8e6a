package dev.fermata.stream.bridge;

import dev.fermata.config.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisException;

/** Connections to the Redis server of the settings; the only user of its library. Thread-safe. */
final class RedisServer {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_CAUSES = 8;

    private final Settings.Bridge settings;
    private final HostAndPort address;

    RedisServer(Settings.Bridge settings) {
        this.settings = settings;
        this.address = settings.address().map(each -> new HostAndPort(each.host(), each.port())).orElseThrow();
    }

    private Jedis connect() throws BridgeException {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder().autoNegotiateProtocol(false)
                .connectionTimeoutMillis(TIMEOUT_MILLIS).socketTimeoutMillis(TIMEOUT_MILLIS);
        settings.user().ifPresent(config::user);
        settings.password().ifPresent(config::password);
        try {
            // That connects, and says the password.
            Jedis jedis = new Jedis(address, config.build());
            try {
                jedis.ping();
                return jedis;
            } catch (RuntimeException e) {
                close(jedis);
                throw e;
            }
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Opens a connection on which events go out. */
    Line line() throws BridgeException {
        Jedis jedis = connect();
        return new Line() {
            @Override
            public void publish(List<String> messages) throws BridgeException {
                try (Pipeline pipeline = jedis.pipelined()) {
                    messages.forEach(message -> pipeline.publish(settings.events(), message));
                    for (Object answer : pipeline.syncAndReturnAll()) {
                        if (answer instanceof JedisException refused) {
                            throw failure(refused);
                        }
                    }
                } catch (RuntimeException e) {
                    throw failure(e);
                }
            }

            @Override
            public void ping() throws BridgeException {
                try {
                    jedis.ping();
                } catch (RuntimeException e) {
                    throw failure(e);
                }
            }

            @Override
            public void close() {
                RedisServer.close(jedis);
            }
        };
    }

    /** Opens a connection on which commands come in. */
    CommandsIn.Ear ear() throws BridgeException {
        Jedis jedis = connect();
        return new CommandsIn.Ear() {
            @Override
            public void listen(Runnable begun, Consumer<byte[]> message) throws BridgeException {
                try {
                    jedis.subscribe(new BinaryJedisPubSub() {
                        @Override
                        public void onSubscribe(byte[] channel, int channels) {
                            begun.run();
                        }

                        @Override
                        public void onMessage(byte[] channel, byte[] content) {
                            message.accept(content);
                        }
                    }, settings.commands().getBytes(StandardCharsets.UTF_8));
                } catch (RuntimeException e) {
                    throw failure(e);
                }
            }

            @Override
            public void close() {
                RedisServer.close(jedis);
            }
        };
    }

    private static void close(Jedis jedis) {
        try {
            jedis.close();
        } catch (RuntimeException e) {
            // It was broken; nothing more goes over it.
            return;
        }
    }

    /** In words for people; what a server says of a password does not have it in it. */
    private BridgeException failure(RuntimeException e) {
        Throwable cause = e;
        // Of a connection that cannot be had the library tells why beside it; a few steps, for they may lead in a circle.
        for (int steps = 0; steps < MOST_CAUSES; steps++) {
            Throwable next = cause.getCause() != null || cause.getSuppressed().length == 0 ? cause.getCause()
                    : cause.getSuppressed()[0];
            cause = next == null ? cause : next;
        }
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new BridgeException(settings.address().orElseThrow() + ": " + why, e);
    }
}
