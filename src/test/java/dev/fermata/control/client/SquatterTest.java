package dev.fermata.control.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.fermata.user.OtherUser;
import dev.fermata.user.Owner;
import dev.fermata.user.RunToken;
import dev.fermata.user.SocketOwners;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever has taken the agent's port gets no token. */
@Timeout(60)
class SquatterTest {
    private static final String TOKEN = "0123456789abcdefXYZ";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final RunToken RUN_TOKEN = RunToken.random();

    private static Endpoint endpoint(int port, Optional<RunToken> runToken) {
        return new Endpoint("127.0.0.1", port, Optional.of(TOKEN), OptionalLong.empty(), runToken);
    }

    /** What a program that takes the first connection and answers nothing gets to hear. */
    private static String heard(ServerSocket squatter, SocketOwners owners, Optional<RunToken> runToken)
            throws Exception {
        CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> {
            try (Socket client = squatter.accept()) {
                client.setSoTimeout(10_000);
                byte[] bytes = new byte[4_096];
                int read = client.getInputStream().read(bytes);
                return read < 0 ? "" : new String(bytes, 0, read, StandardCharsets.UTF_8);
            } catch (IOException e) {
                return e.toString();
            }
        });
        AgentClient client = new AgentClient(endpoint(squatter.getLocalPort(), runToken), PATIENCE, owners);
        ClientException refused = assertThrows(ClientException.class, () -> client.post("/pause_control", Map.of()));
        assertTrue(refused.getMessage().contains("127.0.0.1:" + squatter.getLocalPort()), refused.getMessage());
        return heard.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anotherUsersProgramIsToldNothing() throws Exception {
        try (ServerSocket squatter = new ServerSocket(0)) {
            assertEquals("", heard(squatter, end -> Owner.SOMEBODY_ELSE, Optional.of(RUN_TOKEN)));
        }
    }

    @Test
    void whereNobodyCanTellItHasToProveItselfBeforeItIsToldASecret() throws Exception {
        try (ServerSocket squatter = new ServerSocket(0)) {
            String heard = heard(squatter, SocketOwners.UNKNOWN, Optional.of(RUN_TOKEN));
            assertTrue(heard.startsWith("GET /proof?question="), heard);
            assertFalse(heard.contains(TOKEN) || heard.contains(RUN_TOKEN.text()), heard);
            assertEquals("", heard(squatter, SocketOwners.UNKNOWN, Optional.empty()));
        }
    }

    @Test
    void aProofIsGoodForItsOwnQuestionAndPortOnly() throws IOException {
        List<String> tokens = new CopyOnWriteArrayList<>();
        AtomicInteger wrong = new AtomicInteger();
        HttpServer agent = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        int port = agent.getAddress().getPort();
        agent.createContext("/", exchange -> {
            String question = exchange.getRequestURI().toString().replaceFirst("/proof\\?question=", "");
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            String proof = !RunToken.isOne(question) ? ""
                    : RUN_TOKEN.proof(wrong.get() == 1 ? RunToken.random() : new RunToken(question),
                            wrong.get() == 2 ? port + 1 : port);
            tokens.add(exchange.getRequestURI().getPath() + " " + token);
            byte[] answer = ("{\"proof\":\"" + proof + "\"}").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        agent.start();
        try {
            AgentClient client = new AgentClient(endpoint(port, Optional.of(RUN_TOKEN)), PATIENCE,
                    SocketOwners.UNKNOWN);
            client.get("/status");
            assertEquals(List.of("/proof null", "/status Bearer " + TOKEN), tokens);
            tokens.clear();
            for (int i = 1; i <= 2; i++) {
                wrong.set(i);
                assertThrows(ClientException.class, () -> client.get("/status"));
            }
            assertEquals(List.of("/proof null", "/proof null"), tokens);
        } finally {
            agent.stop(0);
        }
    }

    /** As it is: another user listens at the port, and the system tells. */
    @Test
    void aSquatterOfAnotherUserIsSeenThrough() throws Exception {
        OtherUser.assumePossible();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "NOT TESTED: another user's server; that needs perl");
        Process squatter = OtherUser.command("/usr/bin/perl", "-MIO::Socket::INET", "-e",
                "my $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 5) or die; $| = 1;"
                        + " print $s->sockport, qq(\\n); my $c = $s->accept; my $n = sysread($c, my $got, 4096);"
                        + " print qq(heard $n: $got\\n);").start();
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(squatter.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(out.readLine());
            AgentClient client = new AgentClient(endpoint(port, Optional.empty()), PATIENCE);
            String told = assertThrows(ClientException.class, () -> client.get("/status")).getMessage();
            assertTrue(told.contains("belongs to another user"), told);
            assertEquals("heard 0: ", out.readLine());
        } finally {
            squatter.destroyForcibly().waitFor();
        }
    }

    @Test
    void ourOwnProgramIsBelievedByTheSystemsWord() throws IOException {
        assumeTrue(SocketOwners.forFewQuestions() != SocketOwners.UNKNOWN);
        HttpServer agent = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        agent.createContext("/", exchange -> {
            byte[] answer = ("{\"token\":\"" + exchange.getRequestHeaders().getFirst("Authorization") + "\"}")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        agent.start();
        try {
            AgentClient client = new AgentClient(endpoint(agent.getAddress().getPort(), Optional.empty()), PATIENCE);
            assertEquals("Bearer " + TOKEN, client.get("/status").json().get("token").text(), "in chunks");
        } finally {
            agent.stop(0);
        }
    }
}
