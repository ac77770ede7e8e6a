package dev.fermata.listen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.fermata.listen.Heard;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.RecogniserException;
import dev.fermata.listen.Utterance;
import dev.fermata.model.ServerAddress;
import dev.fermata.net.HttpClient;
import dev.fermata.secret.Secret;
import dev.fermata.segment.CutReason;
import dev.fermata.time.SystemClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers and programs that understand speech. */
class RecognisersTest {
    private static final Utterance SAID = new Utterance(new short[Utterance.RATE / 10], 1, 7, CutReason.TIMEOUT);
    private static final String KEY = "sk-s3cr3t";

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private Recogniser served(int status, String answer) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        ServerAddress address = ServerAddress.of("http://127.0.0.1:" + server.getAddress().getPort()).orElseThrow();
        return new OpenAiRecogniser(new HttpClient("test"), address, Optional.of(Secret.of(KEY)), "base.en",
                Optional.of("en"));
    }

    @Test
    void aServerIsAskedAsOpenAisIs() throws Exception {
        try (Recogniser recogniser = served(200, "{\"text\": \" Stop everything. \"}")) {
            Heard heard = recogniser.recognise(SAID).orElseThrow();
            assertEquals("Stop everything.", heard.text());
            assertEquals(7, heard.endedNanos());
        }
        assertTrue(asked.get(0).startsWith("POST /v1/audio/transcriptions Bearer " + KEY
                + " multipart/form-data; boundary="), asked.get(0));
        String body = asked.get(1);
        String boundary = asked.get(0).substring(asked.get(0).indexOf("boundary=") + 9);
        assertEquals(5, body.split("--" + boundary, -1).length - 1, "four parts and an end");
        assertTrue(body.contains("name=\"model\"\r\n\r\nbase.en\r\n"), body);
        assertTrue(body.contains("name=\"language\"\r\n\r\nen\r\n"), body);
        assertTrue(body.contains("\r\n\r\nRIFF"), body);
        assertTrue(body.endsWith("\r\n--" + boundary + "--\r\n"), body);
    }

    @Test
    void whatAServerCannotDoIsToldWithoutTheKey() throws Exception {
        try (Recogniser recogniser = served(401, "{\"error\": \"no such key: " + KEY + "\"}")) {
            String told = assertThrows(RecogniserException.class, () -> recogniser.recognise(SAID)).getMessage();
            assertTrue(told.contains("answered 401") && told.contains("no such key: (the key)"), told);
            assertFalse(told.contains(KEY), told);
        }
    }

    @Test
    void anAnswerWithoutAWordIsNothing() throws Exception {
        try (Recogniser recogniser = served(200, "{\"text\": \" ... \"}")) {
            assertEquals(Optional.empty(), recogniser.recognise(SAID));
        }
    }

    @Test
    void aCommandGetsAWavFileAndWritesWhatIsSaid() throws Exception {
        Recogniser recogniser = shell("test \"$(head -c 4)\" = RIFF && cat >/dev/null && echo 'take a rest'");
        assertEquals("take a rest", recogniser.recognise(SAID).orElseThrow().text());
        assertEquals(Optional.empty(), shell("cat >/dev/null").recognise(SAID));
        String told = assertThrows(RecogniserException.class, () -> shell("echo no model >&2; exit 3").recognise(SAID))
                .getMessage();
        assertEquals("sh ended with 3: no model", told);
    }

    private static Recogniser shell(String script) {
        return new CommandRecogniser(new SystemClock(), List.of("sh", "-c", script));
    }
}
