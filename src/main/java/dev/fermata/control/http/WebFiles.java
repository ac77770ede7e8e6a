package dev.fermata.control.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the page and the overlay, from the class path's folder {@code web}, each read when it is first asked
 * for. Only those named here are served. Thread-safe.
 */
final class WebFiles {
    private record File(String name, String type) {
    }

    private static final String OVERLAY = "/overlay";
    private static final String HTML = "text/html; charset=utf-8";
    private static final Map<String, File> FILES = Map.ofEntries(
            Map.entry("/", new File("index.html", HTML)),
            Map.entry(OVERLAY, new File("overlay.html", HTML)),
            file("page.css", "text/css; charset=utf-8"),
            file("overlay.css", "text/css; charset=utf-8"),
            file("skills.css", "text/css; charset=utf-8"),
            script("agent.js"),
            script("overlay.js"),
            script("page.js"),
            script("skills.js"),
            script("stream.js"),
            script("timeline.js"),
            script("words.js"),
            file("icon.svg", "image/svg+xml"),
            file("openapi.json", Answers.JSON_TYPE));

    private final Map<String, Response> read = new ConcurrentHashMap<>();
    private final Set<String> framers;

    /** @param framers origins whose pages may show the overlay in a frame */
    WebFiles(Set<String> framers) {
        this.framers = framers;
    }

    private static Map.Entry<String, File> script(String name) {
        return file(name, "text/javascript; charset=utf-8");
    }

    private static Map.Entry<String, File> file(String name, String type) {
        return Map.entry("/" + name, new File(name, type));
    }

    /** Where there is a file. */
    Set<String> paths() {
        return FILES.keySet();
    }

    /** The file at one of the paths. @throws UncheckedIOException when the jar is broken */
    Response at(String path) {
        Response file = read.computeIfAbsent(path, key -> read(FILES.get(key)));
        return path.equals(OVERLAY) ? Answers.framedBy(framers, file) : file;
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
