package dev.fermata.control.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The page's files, from the class path's folder {@code web}, each read when it is first asked for. Only
 * those named here are served. Thread-safe.
 */
final class WebFiles {
    private record File(String name, String type) {
    }

    private static final Map<String, File> FILES = Map.of(
            "/", new File("index.html", "text/html; charset=utf-8"),
            "/page.css", new File("page.css", "text/css; charset=utf-8"),
            "/page.js", new File("page.js", "text/javascript; charset=utf-8"),
            "/stream.js", new File("stream.js", "text/javascript; charset=utf-8"),
            "/timeline.js", new File("timeline.js", "text/javascript; charset=utf-8"),
            "/icon.svg", new File("icon.svg", "image/svg+xml"),
            "/openapi.json", new File("openapi.json", Answers.JSON_TYPE));

    private final Map<String, Response> read = new ConcurrentHashMap<>();

    /** Where there is a file. */
    Set<String> paths() {
        return FILES.keySet();
    }

    /** The file at one of the paths. @throws UncheckedIOException when the jar is broken */
    Response at(String path) {
        return read.computeIfAbsent(path, key -> read(FILES.get(key)));
    }

    private static Response read(File file) {
        try (InputStream in = WebFiles.class.getResourceAsStream("/web/" + file.name())) {
            if (in == null) {
                throw new IOException("it is missing");
            }
            return Response.of(200, file.type(), in.readAllBytes()).with(Map.of("Cache-Control", "no-cache"));
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file " + file.name() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
