package dev.fermata.stream.bridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.config.settings.BridgeCommand;
import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.model.RedisAddress;
import dev.fermata.secret.Secret;
import dev.fermata.secret.SecretException;
import dev.fermata.time.SystemClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;

/** Real redis-servers that want to know who comes, or have to show who they are. */
@Tag("long")
@Timeout(60)
class SecureBridgeTest {
    private static final String PASSWORD = "s3cr3t-of-redis";
    private static final BridgeListener NOBODY = new BridgeListener() {
        @Override
        public void failed(String message) {
        }

        @Override
        public void mended(String message) {
        }

        @Override
        public void refused(String message) {
        }
    };

    @TempDir
    private Path folder;

    private static Settings.Bridge settings(String address, Optional<String> user, Optional<Path> certificate) {
        return new Settings.Bridge(RedisAddress.of(address), "rig:events", "rig:commands",
                Set.of(BridgeCommand.PAUSE), user, Optional.empty(), certificate.map(Path::toString));
    }

    private static Supplier<Optional<Secret>> says(String password) {
        return () -> Optional.of(Secret.of(password));
    }

    private static String whyNot(Settings.Bridge settings, Supplier<Optional<Secret>> password) {
        String why = assertThrows(BridgeException.class, () -> Bridge.tryOut(settings, password)).getMessage();
        assertFalse(why.contains(PASSWORD), why);
        return why;
    }

    private RedisProcess speaksTls(TlsKeys keys) throws Exception {
        // One that was not built with it ends at once.
        assumeTrue(new ProcessBuilder("redis-server", "--port", "0", "--tls-port", "1", "--daemonize", "no")
                .redirectErrorStream(true).start().inputReader().lines().anyMatch(each -> each.contains("tls-cert-file")),
                "redis-server speaks no TLS");
        return new RedisProcess(folder, keys.options("--requirepass", PASSWORD));
    }

    @Test
    void whoShowsTheKnownCertificateForItsNameIsToldAndNobodyElse() throws Exception {
        TlsKeys keys = new TlsKeys(folder, "server");
        TlsKeys others = new TlsKeys(folder, "other");
        try (RedisProcess redis = speaksTls(keys)) {
            Settings.Bridge known = settings(redis.address(), Optional.empty(), Optional.of(keys.certificate));
            assertDoesNotThrow(() -> Bridge.tryOut(known, says(PASSWORD)));
            try (Bridge bridge = new Bridge(new SystemClock(), known, says(PASSWORD), message -> Optional.empty(), NOBODY,
                    failure -> { })) {
                await().until(() -> bridge.status().whyNot().isEmpty() && bridge.status().listens());
                bridge.accept(new Event.Silenced(1));
                await().until(() -> bridge.status().sent() == 1);
                assertTrue(bridge.status().address().startsWith("rediss://localhost:"), bridge.status().address());
            }

            assertTells("certificate that it shows is not accepted", settings(redis.address(), Optional.empty(),
                    Optional.empty()));
            assertTells("certificate that it shows is not accepted", settings(redis.address(), Optional.empty(), Optional.of(others.certificate)));
            assertTells("127.0.0.1", settings("rediss://127.0.0.1:" + redis.port(), Optional.empty(),
                    Optional.of(keys.certificate)));
            assertTells("", settings("redis://127.0.0.1:" + redis.port(), Optional.empty(), Optional.empty()));
            assertTells("'bridge.certificate' cannot be used: there is no file",
                    settings(redis.address(), Optional.empty(), Optional.of(folder.resolve("none.crt"))));
            assertTells("'bridge.certificate'", settings(redis.address(), Optional.empty(), Optional.of(keys.key)));
        }
    }

    private static void assertTells(String part, Settings.Bridge settings) {
        String why = whyNot(settings, says(PASSWORD));
        assertTrue(why.contains(part), why);
    }

    @Test
    void aTrialTellsWhatTheServerDoesNotAllowAndNobodyNoticesIt() throws Exception {
        try (RedisProcess redis = new RedisProcess(folder, "--requirepass", PASSWORD,
                "--user", "quiet", "on", ">" + PASSWORD, "~*", "&rig:commands", "+@all",
                "--user", "deaf", "on", ">" + PASSWORD, "~*", "&rig:events", "+@all")) {
            List<String> heard = new CopyOnWriteArrayList<>();
            Thread listening = new Thread(() -> listen(redis, heard));
            listening.setDaemon(true);
            listening.start();
            await().until(() -> heard.contains("begun"));

            assertDoesNotThrow(() -> Bridge.tryOut(settings(redis.address(), Optional.empty(), Optional.empty()),
                    says(PASSWORD)));
            assertTrue(whyNot(settings(redis.address(), Optional.empty(), Optional.empty()), says(PASSWORD + "x"))
                    .contains("WRONGPASS"));
            assertTrue(whyNot(settings(redis.address(), Optional.empty(), Optional.empty()), Optional::empty)
                    .contains("NOAUTH"));
            assertTrue(whyNot(settings(redis.address(), Optional.of("quiet"), Optional.empty()), says(PASSWORD))
                    .contains("NOPERM"), "events cannot go out");
            assertTrue(whyNot(settings(redis.address(), Optional.of("deaf"), Optional.empty()), says(PASSWORD))
                    .contains("NOPERM"), "commands cannot come in");
            assertTrue(whyNot(settings(redis.address(), Optional.empty(), Optional.empty()), () -> {
                throw new SecretException("there is no secret 'redis'");
            }).contains("the password cannot be had: there is no secret 'redis'"));
            redis.kill();
            whyNot(settings(redis.address(), Optional.empty(), Optional.empty()), says(PASSWORD));
            await().until(() -> heard.contains("end"));
            assertEquals(List.of("begun", "end"), heard);
        }
    }

    private static void listen(RedisProcess redis, List<String> heard) {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            jedis.auth(PASSWORD);
            jedis.subscribe(new BinaryJedisPubSub() {
                @Override
                public void onSubscribe(byte[] channel, int channels) {
                    heard.add("begun");
                }

                @Override
                public void onMessage(byte[] channel, byte[] message) {
                    heard.add("heard");
                }
            }, "rig:events".getBytes(StandardCharsets.US_ASCII));
        } catch (RuntimeException e) {
            heard.add("end");
        }
    }

    @Test
    void aPasswordThatIsGivenLaterIsSaidAtTheNextTry() throws Exception {
        AtomicReference<String> password = new AtomicReference<>("of-last-year");
        try (RedisProcess redis = new RedisProcess(folder, "--requirepass", PASSWORD);
                Bridge bridge = new Bridge(new SystemClock(),
                        settings(redis.address(), Optional.empty(), Optional.empty()),
                        () -> Optional.of(Secret.of(password.get())), message -> Optional.empty(), NOBODY,
                        failure -> { })) {
            await().atMost(Duration.ofSeconds(40)).until(() -> bridge.status().whyNot().orElse("").contains("WRONGPASS"));
            password.set(PASSWORD);
            await().atMost(Duration.ofSeconds(40)).until(() -> bridge.status().whyNot().isEmpty());
        }
    }
}
