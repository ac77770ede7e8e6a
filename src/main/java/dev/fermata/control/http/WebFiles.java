package dev.fermata.control.http;

import dev.fermata.control.http.wire.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The page's files, from the class path's folder {@code web}, read once. Only those named here are served. */
final class WebFiles {
    private final Map<String, Response> files = new LinkedHashMap<>();

    /** @throws UncheckedIOException when the jar is broken */
    WebFiles() {
        add("/", "index.html", "text/html; charset=utf-8");
        add("/page.css", "page.css", "text/css; charset=utf-8");
        add("/page.js", "page.js", "text/javascript; charset=utf-8");
        add("/stream.js", "stream.js", "text/javascript; charset=utf-8");
        add("/timeline.js", "timeline.js", "text/javascript; charset=utf-8");
        add("/icon.svg", "icon.svg", "image/svg+xml");
        add("/openapi.json", "openapi.json", Answers.JSON_TYPE);
    }

    private void add(String path, String name, String type) {
        try (InputStream in = WebFiles.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IOException("it is missing");
            }
            files.put(path, Response.of(200, type, in.readAllBytes()).with(Map.of("Cache-Control", "no-cache")));
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The files by path. */
    Map<String, Response> byPath() {
        return files;
    }
}
