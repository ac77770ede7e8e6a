package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.user.OtherUser;
import dev.fermata.user.Owner;
import dev.fermata.user.RunToken;
import dev.fermata.user.SocketOwners;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an address of this machine only the agent's own user is served. */
@Timeout(60)
class CallersTest {
    private static final String PAUSE = "{\"action\":\"pause\"}";
    private static final RunToken RUN_TOKEN = RunToken.random();

    private TestServer server;

    private void serve(UnaryOperator<ServerSettings> change, SocketOwners owners) {
        server = new TestServer(0, settings -> change.apply(settings.withRunToken(RUN_TOKEN)), owners);
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
            assertEquals(List.of(), server.failures);
        }
    }

    private static String curl(boolean asOther, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/curl", "-sS", "--noproxy", "*", "-w", " %{http_code}"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = asOther ? OtherUser.command(command.toArray(String[]::new))
                : new ProcessBuilder(command).redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), output);
        return output;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void anotherUserIsRefusedEverythingAndTheAgentsOwnIsServed(String host) throws Exception {
        OtherUser.assumePossible();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "NOT TESTED: another user's calls; that needs curl");
        InetAddress bind = InetAddress.getByName(host);
        serve(settings -> settings.withBind(bind), SocketOwners.forManyQuestions());
        String url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
        PrintStream realErr = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            for (String path : List.of("/pause_control", "/actions", "/stop", "/start", "/pause_status")) {
                String answer = curl(true, "-H", "Content-Type: application/json", "-d", PAUSE, url + path);
                assertTrue(answer.contains("\"other_user\"") && answer.endsWith(" 403"), path + answer);
            }
            for (String path : List.of("/status", "/events", "/metrics", "/healthz", "/", "/proof", "/nothing")) {
                assertTrue(curl(true, url + path).endsWith(" 403"), path);
            }
            assertTrue(curl(true, "-H", "Authorization: Bearer " + RUN_TOKEN.text(), url + "/status").endsWith(" 403"));
        } finally {
            System.setErr(realErr);
        }
        assertEquals(List.of(), server.agent.calls());
        assertEquals(List.of(), server.agent.holders());
        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, said.split("another user", -1).length - 1, "one word in the log: " + said);

        assertTrue(curl(false, "-H", "Content-Type: application/json", "-d", PAUSE, url + "/pause_control")
                .endsWith(" 200"));
        assertTrue(curl(false, url + "/").endsWith(" 200"));
        assertEquals(List.of("api:http"), server.agent.holders());
    }

    @Test
    void aTokenOfTheSettingsIsAskedForAsWell() throws Exception {
        OtherUser.assumePossible();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "NOT TESTED: another user's calls; that needs curl");
        serve(settings -> settings.withToken("0123456789abcdefXYZ"), SocketOwners.forManyQuestions());
        String token = "Authorization: Bearer 0123456789abcdefXYZ";
        assertTrue(curl(true, "-H", token, server.url("/status")).endsWith(" 403"));
        assertTrue(curl(false, "-H", token, server.url("/status")).endsWith(" 200"));
        assertTrue(curl(false, server.url("/status")).endsWith(" 401"));
    }

    @Test
    void whereNobodyCanTellTheTokenOfTheRunIsAskedFor() {
        serve(UnaryOperator.identity(), SocketOwners.UNKNOWN);
        HttpResponse<String> without = server.post("/pause_control", PAUSE);
        assertEquals(401, without.statusCode());
        assertTrue(without.body().contains("agent.json"), without.body());
        assertEquals(401, server.send(server.request("/status").header("Authorization", "Bearer x").build())
                .statusCode());
        assertEquals(List.of(), server.agent.calls());
        assertEquals(200, server.send(server.request("/status")
                .header("Authorization", "Bearer " + RUN_TOKEN.text()).build()).statusCode());
        assertEquals(200, server.get("/healthz").statusCode());
        assertEquals(200, server.get("/").statusCode(), "the page asks for the token itself");
    }

    @Test
    void whoHasClosedTheConnectionAlreadyIsRefused() {
        serve(UnaryOperator.identity(), end -> Owner.NOT_HERE);
        HttpResponse<String> refused = server.post("/pause_control", PAUSE);
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("\"caller_unknown\""), refused.body());
        assertEquals(List.of(), server.agent.calls());
    }

    @Test
    void aFailureToTellServesNobodyWithoutTheToken() {
        serve(UnaryOperator.identity(), end -> {
            throw new IllegalStateException("broken");
        });
        assertEquals(401, server.get("/status").statusCode());
        assertEquals(1, server.failures.size());
        server.failures.clear();
    }

    @Test
    void isAskedOnceForEachConnectionAndNotWhereOtherMachinesCall() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SocketOwners counting = end -> {
            asked.incrementAndGet();
            return Owner.US;
        };
        serve(UnaryOperator.identity(), counting);
        String keptOpen = "GET /status HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n".repeat(5)
                + "GET /status HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n";
        assertEquals(6, server.raw(keptOpen).split("HTTP/1.1 200 ", -1).length - 1);
        assertEquals(2, asked.get(), "both ends, once");

        server.close();
        String token = "0123456789abcdefXYZ";
        InetAddress any = InetAddress.getByName("0.0.0.0");
        serve(settings -> settings.withToken(token).withBind(any), counting);
        assertEquals(200, server.send(server.request("/status").header("Authorization", "Bearer " + token).build())
                .statusCode());
        assertEquals(2, asked.get());
    }

    @Test
    void provesThatItKnowsTheTokenOfTheRunWithoutTellingIt() {
        serve(UnaryOperator.identity(), SocketOwners.UNKNOWN);
        RunToken question = RunToken.random();
        HttpResponse<String> answer = server.get("/proof?question=" + question.text());
        assertEquals("{\"proof\":\"" + RUN_TOKEN.proof(question, server.port()) + "\"}", answer.body().strip());
        assertFalse(answer.body().contains(RUN_TOKEN.text()));
        assertEquals(400, server.get("/proof?question=1").statusCode());
        assertEquals(400, server.get("/proof").statusCode());
    }
}
