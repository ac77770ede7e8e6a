package dev.fermata.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The servers of two language models that write by words: one of OpenAI's kind, which fails as such servers fail each other
 * time it is asked, and one of Ollama's kind, which does not. Thread-safe.
 */
final class RoomModels implements AutoCloseable {
    private static final List<String> FAULTS = List.of("busy", "too many", "breaks off", "says nothing", "no JSON", "an error");
    private static final List<String> WORDS = List.of("That ", "is ", "a ", "good ", "question. ", "I ", "do ", "it ",
            "slowly ", "and ", "with ", "a ", "plan.");
    /** A part of what they write. */
    static final String SAID = "good question";
    private static final long WORD_MILLIS = 15;
    private static final long SILENT_SECONDS = 8;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "model");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Integer> done = new TreeMap<>();
    private int asked;

    RoomModels() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::openAi);
        server.createContext("/api/chat", this::ollama);
        server.start();
    }

    /** Where both are. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often each answered, and how. */
    synchronized Map<String, Integer> done() {
        return new TreeMap<>(done);
    }

    private synchronized String next() {
        asked++;
        return asked % 2 == 1 ? "written" : FAULTS.get(asked / 2 % FAULTS.size());
    }

    private synchronized void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    private void openAi(HttpExchange exchange) {
        String how = next();
        count(how);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            switch (how) {
                case "busy" -> refuse(exchange, 503);
                case "too many" -> refuse(exchange, 429);
                case "says nothing" -> TimeUnit.SECONDS.sleep(SILENT_SECONDS);
                default -> stream(exchange, how);
            }
        } catch (IOException gone) {
            // Nobody wants it any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"error\":{\"message\":\"not now\"}}".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void stream(HttpExchange exchange, String how) throws IOException, InterruptedException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < WORDS.size(); i++) {
            if (i == 7 && !how.equals("written")) {
                switch (how) {
                    case "no JSON" -> write(out, "data: {odd\n\n");
                    case "an error" -> write(out, "data: {\"error\":{\"message\":\"out of memory\"}}\n\n");
                    default -> { }
                }
                return;
            }
            write(out, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + WORDS.get(i) + "\"}}]}\n\n");
        }
        write(out, "data: [DONE]\n\n");
    }

    private void ollama(HttpExchange exchange) {
        count("by the other");
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (String word : WORDS) {
                write(out, "{\"message\":{\"role\":\"assistant\",\"content\":\"" + word + "\"},\"done\":false}\n");
            }
            write(out, "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true}\n");
        } catch (IOException gone) {
            // Nobody wants it any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException, InterruptedException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        TimeUnit.MILLISECONDS.sleep(WORD_MILLIS);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
