package dev.fermata.stream.bridge;

import dev.fermata.config.settings.Settings;
import dev.fermata.model.RedisAddress;
import dev.fermata.secret.Secret;
import dev.fermata.secret.SecretException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisException;

/** Connections to the Redis server of the settings; the only user of its library. Thread-safe. */
final class RedisServer {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_CAUSES = 8;

    private final Settings.Bridge settings;
    private final RedisAddress address;
    private final Supplier<Optional<Secret>> password;

    /** @param password asked for each connection, so that a new one needs no new start; throws a SecretException */
    RedisServer(Settings.Bridge settings, Supplier<Optional<Secret>> password) {
        this.settings = settings;
        this.address = settings.address().orElseThrow();
        this.password = password;
    }

    private Jedis connect() throws BridgeException {
        Optional<Secret> said;
        try {
            said = password.get();
        } catch (SecretException e) {
            throw new BridgeException(address + ": the password cannot be had: " + e.getMessage(), e);
        }
        try {
            return connect(said);
        } finally {
            said.ifPresent(Secret::close);
        }
    }

    private Jedis connect(Optional<Secret> said) throws BridgeException {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder().autoNegotiateProtocol(false)
                .connectionTimeoutMillis(TIMEOUT_MILLIS).socketTimeoutMillis(TIMEOUT_MILLIS);
        settings.user().ifPresent(config::user);
        said.ifPresent(each -> config.password(each.reveal()));
        if (address.secure()) {
            config.sslOptions(trust());
        }
        try {
            // That connects, and says the password.
            Jedis jedis = new Jedis(new HostAndPort(address.host(), address.port()), config.build());
            try {
                jedis.ping();
                return jedis;
            } catch (RuntimeException e) {
                close(jedis);
                throw e;
            }
        } catch (RuntimeException e) {
            BridgeException failure = failure(e);
            throw said.map(each -> new BridgeException(each.hiddenIn(failure.getMessage()), e)).orElse(failure);
        }
    }

    private SslOptions trust() throws BridgeException {
        // Else whoever has a certificate for anything could be the server.
        SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
        try {
            if (settings.certificate().isPresent()) {
                byte[] known = KnownCertificates.read(settings.certificate().get());
                options.trustStoreType(KnownCertificates.TYPE)
                        .truststore(() -> new ByteArrayInputStream(known), KnownCertificates.PASSWORD.toCharArray());
            }
            return options.build();
        } catch (IOException | GeneralSecurityException e) {
            throw new BridgeException(address + ": the certificate of 'bridge.certificate' cannot be used: "
                    + e.getMessage(), e);
        }
    }

    /**
     * Looks whether the server is there and lets this one do what the settings want, without that anybody else notices.
     *
     * @throws BridgeException when it does not
     */
    void tryOut() throws BridgeException {
        try (Jedis jedis = connect()) {
            // Rights are looked at when something is put into a transaction, and then nothing comes of this one.
            jedis.sendCommand(Protocol.Command.MULTI);
            jedis.sendCommand(Protocol.Command.PUBLISH, settings.events(), "");
            jedis.sendCommand(Protocol.Command.DISCARD);
            if (!settings.allowed().isEmpty()) {
                jedis.subscribe(new JedisPubSub() {
                    @Override
                    public void onSubscribe(String channel, int channels) {
                        unsubscribe();
                    }
                }, settings.commands());
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
        boolean untrusted = false;
        // Of a connection that cannot be had the library tells why beside it; a few steps, for they may lead in a circle.
        for (int steps = 0; steps < MOST_CAUSES; steps++) {
            Throwable next = cause.getCause() != null || cause.getSuppressed().length == 0 ? cause.getCause()
                    : cause.getSuppressed()[0];
            cause = next == null ? cause : next;
            untrusted |= cause instanceof GeneralSecurityException;
        }
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new BridgeException(address + ": " + (untrusted ? "the certificate that it shows is not accepted: " : "")
                + why, e);
    }
}
