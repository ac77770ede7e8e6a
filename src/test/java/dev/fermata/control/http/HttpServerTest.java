package dev.fermata.control.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time before the first client; all that comes after is tested from outside. */
class HttpServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private static final class Nobody implements RequestHandler {
        @Override
        public void handle(Request request, Consumer<Response> answer) {
            throw new AssertionError("nobody asked");
        }

        @Override
        public Response refuse(Refusal refusal) {
            throw new AssertionError("nobody asked");
        }
    }

    private HttpServer server() throws IOException {
        return new HttpServer(ANY_PORT,
                new HttpService(Limits.defaults(), ours -> new Nobody(), new SystemClock(), failures::add));
    }

    /** A server of an earlier test ends a little after it was closed. */
    @BeforeEach
    void nobodyElseIsThere() {
        await().until(() -> threads().length == 0);
    }

    @Test
    void hasItsPortFromTheStart() throws IOException {
        try (HttpServer server = server()) {
            assertThrows(BindException.class, () -> new ServerSocket(server.address().getPort(), 1,
                    server.address().getAddress()).close());
        }
    }

    @Test
    void closedBeforeAnyClientItFreesThePortAndEndsWithoutAWord() throws IOException {
        HttpServer server = server();
        try (server) {
            server.start();
            await().until(() -> threads().length == 1);
        }
        await().until(() -> threads().length == 0);
        new ServerSocket(server.address().getPort(), 1, server.address().getAddress()).close();
        assertEquals(List.of(), failures);
    }

    @Test
    void closedBeforeItWasStartedItFreesThePort() throws IOException {
        HttpServer server = server();
        server.close();
        server.start();
        await().until(() -> threads().length == 0);
        new ServerSocket(server.address().getPort(), 1, server.address().getAddress()).close();
        assertEquals(List.of(), failures);
    }

    private static Thread[] threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("http"))
                .toArray(Thread[]::new);
    }
}
