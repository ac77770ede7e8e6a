package dev.fermata.control.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes requests that were right until something was done to them. */
final class Fuzzer {
    private static final List<String> PATHS = List.of("/pause_control", "/pause_status", "/actions", "/stop", "/start",
            "/status", "/metrics", "/healthz", "/openapi.json", "/", "/nothing", "/events?since=x",
            "/profiles", "/profiles/demo", "/profiles/x", "/profiles/x/new", "/profiles/demo/copy", "/profiles/x/rename",
            "/profiles/x/delete", "/trash/1/restore", "/check", "/edit", "/preview");
    private static final List<String> BODIES = List.of(
            "{\"sessionid\":123456,\"action\":\"pause\"}",
            "{\"action\":\"toggle\",\"client\":\"deck\",\"reason\":\"r\",\"lease_ms\":1000,\"mode\":\"immediate\"}",
            "{\"action\":\"resume\",\"all\":true}", "{\"keys\":\"q,delay100,shift+w\",\"lane\":\"high\"}", "{}", "",
            "{\"text\":\"schema = 1\\n[[skill]]\\nname = \\\"x\\\"\\nkeys = \\\"q\\\"\\nevery = \\\"1s\\\"\\n\",\"name\":\"x\"}",
            "{\"text\":\"name = 1 # c\\n\",\"changes\":[{\"table\":\"profile\",\"key\":\"name\",\"value\":\"x\"},{\"remove_skill\":0}]}",
            "{\"to\":\"y\",\"version\":\"00000000000000000000000000000000\"}");
    private static final List<String> PIECES = List.of("{", "}", "[", "]", ":", ",", "\"", "\\u0000", "\\ud800", "null",
            "true", "-1", "1e999", "\"action\"", "\"sessionid\"", "NaN", "/*", "\u0000", "\u00ff", "\r\n", "'", "\\",
            "{\"a\":", "9999999999999999999999", " ", "\t");

    private final Random random;
    private final int port;

    Fuzzer(Random random, int port) {
        this.random = random;
        this.port = port;
    }

    byte[] next() {
        return switch (random.nextInt(5)) {
            case 0 -> damaged(request(pick(PATHS), pick(BODIES)));
            case 1 -> noise();
            case 2 -> request(pick(PATHS), grammar());
            case 3 -> oddHead();
            default -> request(pick(List.of("/pause_control", "/actions", "/pause_status")),
                    new String(damaged(pick(BODIES).getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1));
        };
    }

    private byte[] request(String path, String body) {
        String method = random.nextInt(8) == 0 ? pick(List.of("GET", "PUT", "HEAD", "OPTIONS", "X")) : "POST";
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Type: application/json\r\n"
                + (random.nextBoolean() ? "Origin: http://localhost:" + port + "\r\n" : "")
                + "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] damaged(byte[] whole) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
            }
        }
        return bytes;
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String grammar() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "{" : "");
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    private byte[] oddHead() {
        StringBuilder head = new StringBuilder("POST " + pick(PATHS) + " HTTP/1." + random.nextInt(3) + "\r\n");
        List<String> headers = List.of("Host: localhost:" + port, "Host: evil", "Content-Length: 2", "Content-Length: -1",
                "Content-Length: 99999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: x", "Origin: null", "Origin: http://localhost:" + port,
                "Content-Type: application/json", "Content-Type: text/plain", "Expect: 100-continue", "Connection: close",
                "X: " + "y".repeat(random.nextInt(9_000)), " folded", "no colon", ": no name", "Last-Event-ID: x",
                "Authorization: Bearer x", "Sec-Fetch-Site: cross-site");
        for (int i = random.nextInt(10); i >= 0; i--) {
            head.append(pick(headers)).append(random.nextInt(20) == 0 ? "\n" : "\r\n");
        }
        return head.append("\r\n").append(pick(PIECES)).append("\r\n").append(pick(BODIES)).toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
