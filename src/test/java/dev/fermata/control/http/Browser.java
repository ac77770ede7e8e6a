package dev.fermata.control.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium with one page, driven through its DevTools protocol. Remembers every message on
 * the console and every address that was asked for.
 */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ANSWER_SECONDS = 20;

    public final List<String> complaints = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** What pages asked before they were left; each was answered with yes. */
    public final List<String> questions = new CopyOnWriteArrayList<>();
    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private String session = "";

    /** Where Chromium is, if it is installed. */
    private static Optional<Path> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The installed one; without any the test is skipped, or fails with CI=true. */
    public static Browser start() throws Exception {
        Optional<Path> program = find();
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            Assertions.fail("with CI=true the browser tests must run; install chromium");
        }
        Assumptions.assumeTrue(program.isPresent(), "no Chromium found; install chromium to test the live page");
        return new Browser(program.get());
    }

    private Browser(Path program) throws Exception {
        profile = Files.createTempDirectory("fermata-browser");
        process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0",
                "--user-data-dir=" + profile, "about:blank").redirectErrorStream(true).start();
        try {
            socket = HttpClient.newHttpClient().newWebSocketBuilder()
                    .buildAsync(URI.create(devToolsAddress()), new Listener()).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            String target = call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
            session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true)).get("sessionId").asText();
            for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
                call(domain + ".enable", Map.of());
            }
        } catch (Exception e) {
            end();
            throw e;
        }
    }

    private String devToolsAddress() throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf("ws://");
            if (line.startsWith("DevTools listening") && at >= 0) {
                Thread drain = new Thread(() -> out.lines().forEach(rest -> { }), "browser-output");
                drain.setDaemon(true);
                drain.start();
                return line.substring(at);
            }
        }
        throw new IOException("Chromium ended without saying where it listens");
    }

    /** Calls a method of the protocol and waits for its answer. */
    private JsonNode call(String method, Map<String, Object> parameters) {
        CompletableFuture<JsonNode> answer = begin(method, parameters);
        try {
            JsonNode result = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (result.has("error")) {
                throw new IllegalStateException(method + ": " + result.get("error"));
            }
            return result.get("result");
        } catch (InterruptedException | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(method + " was not answered", e);
        }
    }

    private CompletableFuture<JsonNode> begin(String method, Map<String, Object> parameters) {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        message.set("params", JSON.valueToTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        synchronized (socket()) {
            socket().sendText(message.toString(), true).join();
        }
        return answer;
    }

    private WebSocket socket() {
        return socket;
    }

    /** Sets the page's size and whether it prefers dark colours. */
    public void screen(int width, int height, boolean dark) {
        call("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** What pages leave free is transparent from now on, as in OBS. */
    void seeThrough() {
        call("Emulation.setDefaultBackgroundColorOverride", Map.of("color", Map.of("r", 0, "g", 0, "b", 0, "a", 0)));
    }

    public void open(String url) {
        call("Page.navigate", Map.of("url", url));
    }

    /** The value of an expression, of a promise's when it is one. */
    public JsonNode eval(String expression) {
        JsonNode result = call("Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    public String text(String id) {
        return eval("document.getElementById('" + id + "')?.textContent ?? ''").asText();
    }

    /** Presses a key as a keyboard does. */
    public void key(String key, int code) {
        String text = key.equals("Enter") ? "\r" : "";
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key,
                "windowsVirtualKeyCode", code, "text", text));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
    }

    /** Presses a key by its place on the keyboard, as {@code KeyboardEvent.code} names it. */
    public void press(String code, String key) {
        down(code, key);
        up(code, key);
    }

    /** The first half of a press. */
    public void down(String code, String key) {
        call("Input.dispatchKeyEvent", Map.of("type", "rawKeyDown", "key", key, "code", code));
    }

    /** The second half of a press. */
    public void up(String code, String key) {
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", code));
    }

    /** A key with Ctrl, by its letter. */
    public void ctrl(char letter) {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", Map.of("type", type, "modifiers", 2, "key", String.valueOf(letter),
                    "code", "Key" + Character.toUpperCase(letter), "windowsVirtualKeyCode",
                    (int) Character.toUpperCase(letter)));
        }
    }

    /** Types a text where the focus is. */
    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Clicks on the middle of what a selector finds, with that in sight. */
    public void click(String selector) {
        click(selector, "left");
    }

    /** The same with another button: left, middle, right, back or forward. */
    public void click(String selector, String button) {
        // What scrolls by itself after the click before does so with the next pictures.
        JsonNode at = eval("(async () => { const found = document.querySelector(" + JSON.valueToTree(selector) + ");"
                + " for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);"
                + " found.scrollIntoView({ block: 'center' }); await new Promise(requestAnimationFrame);"
                + " const box = found.getBoundingClientRect();"
                + " return [box.x + box.width / 2, box.y + box.height / 2]; })()");
        mouse("mousePressed", at.get(0).asDouble(), at.get(1).asDouble(), button);
        mouse("mouseReleased", at.get(0).asDouble(), at.get(1).asDouble(), button);
    }

    /** Drags with the left button from one place of the screen to another. */
    public void drag(double fromX, double fromY, double toX, double toY) {
        mouse("mousePressed", fromX, fromY, "left");
        mouse("mouseMoved", (fromX + toX) / 2, (fromY + toY) / 2, "left");
        mouse("mouseMoved", toX, toY, "left");
        mouse("mouseReleased", toX, toY, "left");
    }

    /** Drags with a finger. */
    public void swipe(double fromX, double fromY, double toX, double toY) {
        touch("touchStart", List.of(Map.of("x", fromX, "y", fromY)));
        touch("touchMove", List.of(Map.of("x", (fromX + toX) / 2, "y", (fromY + toY) / 2)));
        touch("touchMove", List.of(Map.of("x", toX, "y", toY)));
        touch("touchEnd", List.of());
    }

    private void touch(String type, List<Map<String, Double>> points) {
        call("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
    }

    private void mouse(String type, double x, double y, String button) {
        call("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "button", button, "clickCount", 1));
    }

    byte[] screenshot() {
        return Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
    }

    @Override
    public void close() {
        end();
    }

    private void end() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        deleteProfile();
    }

    private void deleteProfile() {
        for (int attempt = 0; attempt < 10 && Files.exists(profile); attempt++) {
            try (Stream<Path> files = Files.walk(profile)) {
                for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | java.io.UncheckedIOException e) {
                // A process of the browser still writes there.
                pauseBriefly();
            }
        }
    }

    private static void pauseBriefly() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void received(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer = pending.remove(message.get("id").asInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" -> requests.add(parameters.path("request").path("url").asText());
            case "Runtime.exceptionThrown" -> complaints.add(parameters.path("exceptionDetails").toString());
            case "Log.entryAdded" -> complaints.add(parameters.path("entry").toString());
            case "Page.javascriptDialogOpening" -> {
                questions.add(parameters.path("type").asText());
                begin("Page.handleJavaScriptDialog", Map.of("accept", true));
            }
            case "Runtime.consoleAPICalled" -> complaints.add(parameters.toString());
            default -> { }
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                try {
                    received(JSON.readTree(parts.toString()));
                } catch (IOException e) {
                    complaints.add("the browser's message is not JSON: " + e.getMessage());
                }
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
