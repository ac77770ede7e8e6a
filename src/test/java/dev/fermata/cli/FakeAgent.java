package dev.fermata.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that answers as it is told and remembers what it was asked. */
final class FakeAgent implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** What to answer once; without a further one the agent ends. */
    private record Answer(int status, String type, String body) {
    }

    /** A request as it came. */
    record Asked(String method, String path, String body, String contentType, String token, String lastEventId) {
        @Override
        public String toString() {
            return (method + " " + path + " " + body).strip();
        }
    }

    FakeAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    FakeAgent answer(String path, int status, String json) {
        return add(path, new Answer(status, "application/json", json));
    }

    FakeAgent stream(String text) {
        return add("/events", new Answer(200, "text/event-stream", text));
    }

    private FakeAgent add(String path, Answer answer) {
        answers.computeIfAbsent(path, key -> new ConcurrentLinkedQueue<>()).add(answer);
        return this;
    }

    /** Everything that was asked, in order. */
    List<Asked> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(exchange.getRequestMethod(), path, body, header(exchange, "Content-Type"),
                header(exchange, "Authorization"), header(exchange, "Last-Event-ID")));
        Queue<Answer> prepared = answers.getOrDefault(path, new ArrayDeque<>());
        if (prepared.isEmpty()) {
            // No more answers: as if the agent had ended.
            exchange.close();
            server.stop(0);
            return;
        }
        Answer answer = prepared.poll();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
