package dev.fermata.stream.bridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.settings.BridgeCommand;
import dev.fermata.config.settings.Settings;
import dev.fermata.event.Event;
import dev.fermata.model.RedisAddress;
import dev.fermata.secret.Secret;
import dev.fermata.time.SystemClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** The bridge and a real redis-server, killed and started anew. */
@Tag("long")
@Timeout(60)
class BridgeTest {
    @TempDir
    private Path folder;
    private final SystemClock clock = new SystemClock();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Bridge bridge(RedisProcess redis, Set<BridgeCommand> allowed, Optional<String> password) {
        return new Bridge(clock, new Settings.Bridge(RedisAddress.of(redis.address()), "rig:events", "rig:commands",
                allowed, Optional.empty(), Optional.empty(), Optional.empty()), () -> password.map(Secret::of), message -> {
            commands.add(new String(message, StandardCharsets.UTF_8));
            return commands.size() == 1 ? Optional.empty() : Optional.of("no more than one");
        }, new BridgeListener() {
            @Override
            public void failed(String message) {
                told.add("failed");
            }

            @Override
            public void mended(String message) {
                told.add("mended");
            }

            @Override
            public void refused(String message) {
                told.add(message);
            }
        }, failure -> told.add(failure.toString()));
    }

    private Thread hear(RedisProcess redis, Optional<String> password) throws Exception {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder();
        password.ifPresent(config::password);
        List<String> begun = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> {
            try (Jedis jedis = new Jedis(new HostAndPort("127.0.0.1", redis.port()), config.build())) {
                jedis.subscribe(new JedisPubSub() {
                    @Override
                    public void onSubscribe(String channel, int channels) {
                        begun.add(channel);
                    }

                    @Override
                    public void onMessage(String channel, String message) {
                        heard.add(message);
                    }
                }, "rig:events");
            } catch (RuntimeException e) {
                heard.add("end");
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> !begun.isEmpty());
        return thread;
    }

    private void say(RedisProcess redis, String message) {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            assertEquals(1, jedis.publish("rig:commands", message), "somebody listens");
        }
    }

    private void happens(Bridge bridge, long millis) {
        bridge.accept(new Event.Silenced(millis * 1_000_000));
    }

    @Test
    void eventsGoOutAndCommandsComeInAlsoAfterTheServerWasKilled() throws Exception {
        try (RedisProcess redis = new RedisProcess(folder);
                Bridge bridge = bridge(redis, Set.of(BridgeCommand.PAUSE), Optional.empty())) {
            await().until(() -> bridge.status().whyNot().isEmpty() && bridge.status().listens());
            hear(redis, Optional.empty());
            happens(bridge, 1);
            await().until(() -> heard.contains("{\"t_ms\":1,\"event\":\"silenced\"}"));
            say(redis, "one");
            await().until(() -> bridge.status().done() == 1);

            redis.kill();
            await().until(() -> {
                happens(bridge, 2);
                return bridge.status().whyNot().isPresent() && !bridge.status().listens();
            });
            happens(bridge, 3);
            assertTrue(bridge.status().missed() > 0);
            redis.start();
            hear(redis, Optional.empty());
            await().until(() -> bridge.status().whyNot().isEmpty() && bridge.status().listens());
            happens(bridge, 4);
            await().until(() -> heard.contains("{\"t_ms\":4,\"event\":\"silenced\"}"));
            String missed = heard.get(heard.indexOf("{\"t_ms\":4,\"event\":\"silenced\"}") - 1);
            assertEquals("{\"event\":\"missed\",\"count\":" + bridge.status().missed() + "}", missed);
            assertFalse(heard.contains("{\"t_ms\":3,\"event\":\"silenced\"}"), "nothing is made up for");
            say(redis, "two");
            await().until(() -> bridge.status().refused() == 1);
            assertEquals("no more than one", bridge.status().lastRefused());
            assertEquals(List.of("failed", "mended", "no more than one"), told);
        }
    }

    @Test
    void aPasswordIsAskedForAndNeverTold() throws Exception {
        String password = "s3cr3t-of-redis";
        try (RedisProcess redis = new RedisProcess(folder, "--requirepass", password);
                Bridge with = bridge(redis, Set.of(), Optional.of(password));
                Bridge wrong = bridge(redis, Set.of(), Optional.of(password + "x"));
                Bridge without = bridge(redis, Set.of(), Optional.empty())) {
            await().until(() -> with.status().whyNot().isEmpty());
            hear(redis, Optional.of(password));
            happens(with, 1);
            await().until(() -> heard.size() == 1);
            await().until(() -> told.size() >= 2);
            assertFalse(with.status().listens(), "nobody listens where nothing is allowed");
            for (Bridge each : List.of(wrong, without)) {
                assertTrue(each.status().whyNot().isPresent());
                assertFalse(each.status().toString().contains(password), each.status().toString());
            }
        }
    }

    @Test
    void withoutAServerNobodyWaits() throws Exception {
        try (RedisProcess redis = new RedisProcess(folder)) {
            redis.kill();
            long begun = System.nanoTime();
            try (Bridge bridge = bridge(redis, Set.of(BridgeCommand.STOP), Optional.empty())) {
                for (int i = 0; i < 100_000; i++) {
                    happens(bridge, i);
                }
                await().until(() -> told.contains("failed"));
                assertEquals(100_000, bridge.status().missed());
            }
            assertTrue(System.nanoTime() - begun < 10_000_000_000L, "and it ends at once");
        }
    }
}
