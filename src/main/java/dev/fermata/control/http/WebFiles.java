package dev.fermata.control.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the pages, from the class path's folder {@code web}, each read when it is first asked for. Only those
 * named here are served. Thread-safe.
 */
final class WebFiles {
    private record File(String name, String type) {
    }

    private static final String OVERLAY = "/overlay";
    private static final String HTML = "text/html; charset=utf-8";
    /** What the studio is made with; the build unpacks it, see pom.xml. */
    private static final List<String> LIBRARIES = List.of("codemirror__autocomplete/index.js",
            "codemirror__commands/index.js", "codemirror__language/index.js", "codemirror__legacy-modes/toml.js",
            "codemirror__lint/index.js", "codemirror__state/index.js", "codemirror__view/index.js", "crelt/index.js",
            "lezer__common/index.js", "lezer__highlight/index.js", "marijn__find-cluster-break/index.js",
            "preact/preact.module.js", "style-mod/style-mod.js", "w3c-keyname/index.js");
    private static final List<String> SCRIPTS = List.of("agent.js", "history.js", "listening.js", "overlay.js", "page.js",
            "room.js", "senses.js", "skills.js", "speech.js", "stream.js", "timeline.js", "viewers.js", "words.js",
            "studio.js", "studio-dialog.js", "studio-differences.js",
            "studio-editor.js",
            "studio-fields.js", "studio-form.js", "studio-keys.js", "studio-list.js", "studio-preview.js",
            "studio-views.js", "look.js", "look-picture.js", "look-views.js");
    private static final Map<String, File> FILES = files();
    private static final Pattern IMPORT_MAP = Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");

    private final Map<String, Response> read = new ConcurrentHashMap<>();
    private final Set<String> framers;

    /** @param framers origins whose pages may show the overlay in a frame */
    WebFiles(Set<String> framers) {
        this.framers = framers;
    }

    private static Map<String, File> files() {
        Map<String, File> files = new HashMap<>(Map.of(
                "/", new File("index.html", HTML),
                OVERLAY, new File("overlay.html", HTML),
                "/studio", new File("studio.html", HTML),
                "/look", new File("look.html", HTML),
                "/icon.svg", new File("icon.svg", "image/svg+xml"),
                "/openapi.json", new File("openapi.json", Answers.JSON_TYPE)));
        for (String style : List.of("page.css", "overlay.css", "skills.css", "senses.css", "speech.css", "listening.css", "history.css",
                "room.css", "studio.css", "look.css")) {
            files.put("/" + style, new File(style, "text/css; charset=utf-8"));
        }
        SCRIPTS.forEach(name -> files.put("/" + name, script(name)));
        LIBRARIES.forEach(name -> files.put("/lib/" + name, script("lib/" + name)));
        return Map.copyOf(files);
    }

    private static File script(String name) {
        return new File(name, "text/javascript; charset=utf-8");
    }

    /** Where there is a file. */
    Set<String> paths() {
        return FILES.keySet();
    }

    /**
     * The file at the request's path, or that the client has it.
     * @throws UncheckedIOException when the jar is broken
     */
    Response answer(Request request) {
        Response file = read.computeIfAbsent(request.path(), this::read);
        String tag = file.headers().get("ETag");
        boolean known = List.of(request.header("if-none-match").orElse("").split("\\s*,\\s*")).contains(tag);
        // Its headers take the place of those that the client has kept, the policy among them.
        return known ? Response.of(304, "", "").with(file.headers()) : file;
    }

    private Response read(String path) {
        File file = FILES.get(path);
        try (InputStream in = WebFiles.class.getResourceAsStream("/web/" + file.name())) {
            if (in == null) {
                throw new IOException("it is missing");
            }
            byte[] bytes = in.readAllBytes();
            Map<String, String> headers = new HashMap<>(Map.of("Cache-Control", "no-cache",
                    "ETag", '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes)) + '"'));
            if (file.type().equals(HTML)) {
                headers.put(Answers.POLICY_HEADER, Answers.policy(importMaps(new String(bytes, StandardCharsets.UTF_8)),
                        path.equals(OVERLAY) ? framers : Set.of()));
            }
            return Response.of(200, file.type(), bytes).with(headers);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file " + file.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The one kind of script that stands in a page itself, for browsers know no other way, as its policy names it. */
    private static String importMaps(String page) {
        StringBuilder sources = new StringBuilder();
        // As browsers read it.
        for (Matcher map = IMPORT_MAP.matcher(page.replace("\r\n", "\n")); map.find();) {
            sources.append(" 'sha256-").append(Base64.getEncoder()
                    .encodeToString(sha256(map.group(1).getBytes(StandardCharsets.UTF_8)))).append('\'');
        }
        return sources.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
