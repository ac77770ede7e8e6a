package dev.fermata.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsLoader;
import dev.fermata.model.Hold;
import dev.fermata.model.Scope;
import dev.fermata.platform.EchoFilter;
import dev.fermata.stream.bridge.RedisProcess;
import dev.fermata.time.SystemClock;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** An agent and a real redis-server: what comes over it has the standing of a client, and no more. */
@Tag("long")
@Timeout(60)
class BridgeServiceTest {
    @TempDir
    private Path folder;

    @Test
    void aClientOverTheBridgeEndsNothingOfThePlayers() throws Exception {
        try (RedisProcess redis = new RedisProcess(folder)) {
            Settings settings = SettingsLoader.load(new SettingsLoader.Sources(folder.resolve("none"), Optional.empty(),
                    Map.of("FERMATA_BRIDGE_ADDRESS", redis.address(), "FERMATA_BRIDGE_ALLOW", "pause,resume"), List.of()))
                    .settings();
            try (Agent agent = new Agent(new SystemClock(), new HandDesktop().asDesktop(), new EchoFilter(),
                    ProfileReader.parse("idle", """
                            schema = 1
                            name = "idle"
                            [priority]
                            special = ["space"]
                            [[skill]]
                            name = "Bolt"
                            keys = "1"
                            every = "1h"
                            """).profile().orElseThrow(), settings, () -> { })) {
                agent.start();
                agent.core().control().run("test");
                await().until(() -> agent.companions().status().bridge().orElseThrow().listens());
                agent.core().control().pause(Hold.MANUAL, "by the player", EnumSet.allOf(Scope.class), OptionalLong.empty(),
                        Optional.empty());
                say(redis, "{\"command\":\"pause\",\"client\":\"rig2\"}");
                await().until(() -> holders(agent).contains("api:rig2"));
                say(redis, "{\"command\":\"resume\",\"all\":true}");
                await().until(() -> !holders(agent).contains("api:rig2"));
                assertEquals(List.of(Hold.MANUAL), holders(agent));
                say(redis, "{\"command\":\"stop\"}");
                await().until(() -> agent.companions().status().bridge().orElseThrow().refused() == 1);
                assertTrue(agent.core().ledger().isStarted(), "stop is not allowed");
            }
        }
    }

    private static void say(RedisProcess redis, String message) {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            jedis.publish("fermata:commands", message);
        }
    }

    private static List<String> holders(Agent agent) {
        return agent.core().ledger().holds().stream().map(Hold::holder).toList();
    }
}
