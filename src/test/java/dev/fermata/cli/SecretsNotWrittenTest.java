package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.fermata.app.FermataProcess;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.AgentFile;
import dev.fermata.control.client.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that uses secrets of every kind, with a server that says each of them again, settings that are broken while it
 * runs, every command that tells of it, and its crash: what of all that is written anywhere has none of them in it.
 */
@Tag("long")
@Tag("proof")
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "signals and permissions")
class SecretsNotWrittenTest {
    private static final Map<String, String> SECRETS = Map.of("token", "t0ken-0123456789abcdef",
            "kept", "sk-kept-4b1d", "variable", "sk-variable-9c2e", "file", "sk-file-7aa0", "given", "sk-given-55f3",
            "broken", "sk-broken-1e77",
            "redis", "redis-e0d8");

    @TempDir Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> authorized = new CopyOnWriteArrayList<>();
    private final List<String> written = new ArrayList<>();
    private HttpServer server;
    private ParrotRedis redis;
    private Path settings;

    @BeforeEach
    void prepare() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            authorized.add(given);
            byte[] answer = ("{\"error\":{\"message\":\"no such key: " + given + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        redis = new ParrotRedis();
        for (String place : List.of("XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME")) {
            environment.put(place, folder.toString());
        }
        environment.put("VOICE_KEY", SECRETS.get("variable"));
        environment.put("JDK_JAVA_OPTIONS", "-XX:ErrorFile=" + folder.resolve("crash.log")
                + " -XX:-CreateCoredumpOnCrash");
        Path key = Files.writeString(folder.resolve("key"), SECRETS.get("file") + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        settings = Files.createDirectories(folder.resolve("fermata")).resolve("settings.toml");
        Files.writeString(settings, text("volume = 0.5"));
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        StringBuilder voices = new StringBuilder();
        for (String where : List.of("secret:kept", "env:VOICE_KEY", "file:" + key, "")) {
            voices.append("[[voice]]\nname = \"v").append(voices.length()).append("\"\nengine = \"openai\"\n")
                    .append("model = \"m\"\nvoice = \"v\"\naddress = \"http://127.0.0.1:")
                    .append(server.getAddress().getPort()).append("\"\n")
                    .append(where.isEmpty() ? "" : "key = \"" + where + "\"\n");
        }
        Files.writeString(settings.resolveSibling("voices.toml"), voices);
        keep("fermata", SECRETS.get("token"), "--key-file");
        keep("kept", SECRETS.get("kept"));
        keep("redis", SECRETS.get("redis"));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        redis.close();
    }

    private String text(String speech) {
        return "token = \"secret:fermata\"\nlog_level = \"trace\"\n[bridge]\naddress = \"redis://127.0.0.1:" + redis.port()
                + "\"\npassword = \"secret:redis\"\n[speech]\nengine = \"openai\"\ncache = false\n"
                + "key = \"" + SECRETS.get("given") + "\"\n" + speech + "\n";
    }

    private void keep(String name, String value, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("secret", "set", name));
        arguments.addAll(List.of(options));
        try (FermataProcess set = new FermataProcess(environment, arguments.toArray(String[]::new))) {
            set.type(value);
            set.endInput();
            assertEquals(0, set.exitCode(20_000), set::toString);
            written.add(set.toString());
        }
    }

    private String run(String... arguments) throws Exception {
        FermataProcess ran = FermataProcess.run(environment, arguments);
        written.add(ran.toString());
        return ran.toString();
    }

    private AgentClient client() {
        AgentFile file = AgentFile.find(folder.resolve("fermata")).orElseThrow();
        return new AgentClient(new Endpoint(file.host(), file.port().orElseThrow(), Optional.of(SECRETS.get("token")),
                OptionalLong.of(file.pid()), file.runToken()), Duration.ofSeconds(20));
    }

    private String metrics() throws Exception {
        AgentFile file = AgentFile.find(folder.resolve("fermata")).orElseThrow();
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create("http://" + file.host() + ":" + file.port().orElseThrow() + "/metrics"))
                .header("Authorization", "Bearer " + SECRETS.get("token")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void nothingThatARunWritesHasASecretInIt() throws Exception {
        try (FermataProcess agent = new FermataProcess(environment, "speak", "--port", "0")) {
            soon().until(() -> AgentFile.find(folder.resolve("fermata")).isPresent());
            try (FermataProcess events = new FermataProcess(environment, "events")) {
                soon().pollInterval(Duration.ofMillis(500)).until(() -> {
                    client().post("/say", Map.of("text", "with every key"));
                    return !events.out().isEmpty();
                });
                events.awaitOut(line -> line.contains("speech_done") || line.contains("speech_failed"));
                Files.writeString(settings, text("key = \"" + SECRETS.get("broken") + "\nvolume = 0.4"));
                agent.awaitOut(line -> line.contains("not read anew"));
                Files.writeString(settings, text("volume = 0.4"));
                agent.awaitOut(line -> line.contains("speech.volume is in force"));
                written.add(metrics());
                for (String what : List.of("/status", "/speech")) {
                    written.add(client().get(what).body());
                }
                written.add(events.toString());
            }
            FermataProcess status = FermataProcess.run(environment, "status");
            written.add(status.toString());
            assertEquals(0, status.exitCode(), () -> "it is reached with the token that is kept: " + status);
            assertTrue(run("config").contains("secret:fermata"));
            assertTrue(run("config", "--format", "json").contains("\"set\""));
            assertTrue(run("voices", "--test").contains("no such key: Bearer (the key)"));
            assertTrue(run("secret", "list").contains("fermata\nkept\nredis\n"));
            assertTrue(run("doctor").contains("no such password: (the key)"));
            assertTrue(written.get(written.size() - 1).contains("bridge"));
            agent.signal("QUIT");
            agent.awaitOut(line -> line.contains("Full thread dump"));
            agent.signal("SEGV");
            agent.exitCode(20_000);
            written.add(agent.toString());
        }
        assertEquals(new TreeSet<>(Stream.of("kept", "variable", "file", "given").map(SECRETS::get)
                .map(each -> "Bearer " + each).toList()), new TreeSet<>(authorized), "each was really used");
        assertTrue(redis.asked().contains(SECRETS.get("redis")), () -> "it was said to the server: " + redis.asked());
        assertTrue(Files.readString(folder.resolve("crash.log")).contains("SIGSEGV"), "it has crashed");
        assertTrue(Files.readString(folder.resolve("fermata").resolve("fermata.log")).contains("speech"),
                "it has logged");
        assertNothingIn();
    }

    @Test
    void processesThatKeepSecretsAtOnceLoseNone() throws Exception {
        List<FermataProcess> all = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                all.add(new FermataProcess(environment, "secret", "set", "s" + i));
            }
            for (FermataProcess each : all) {
                each.type("value");
                each.endInput();
            }
            for (FermataProcess each : all) {
                assertEquals(0, each.exitCode(20_000), each::toString);
            }
        } finally {
            all.forEach(FermataProcess::close);
        }
        assertTrue(run("secret", "list").contains("fermata\nkept\nredis\ns0\ns1\ns2\ns3\n"));
    }

    private void assertNothingIn() throws IOException {
        Set<Path> given = Set.of(settings, folder.resolve("key"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(each -> !given.contains(each)).toList()) {
                assertHasNone(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        written.forEach(each -> assertHasNone("what was told", each));
    }

    private static void assertHasNone(String where, String text) {
        SECRETS.values().forEach(secret -> {
            assertFalse(text.contains(secret), () -> where + " has " + secret + ": " + text);
            String encoded = Base64.getEncoder().withoutPadding()
                    .encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            assertFalse(text.contains(encoded.substring(0, encoded.length() - 2)), () -> where + " has " + secret);
        });
    }
}
