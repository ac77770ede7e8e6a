package dev.fermata.platform.wayland;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Wayland session that is shown nowhere: sway, and wev in it as the game, a program that nobody here wrote and that
 * tells what it gets. Sway refuses root, so as root it is another user's.
 */
public final class SwaySession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int X_OFFSET = 8;
    /** Ends a program with this one, however that ends. */
    private static final List<String> UNTIL_END_OF_INPUT = List.of(
            "sh", "-c", "\"$@\" </dev/null & cat >/dev/null; kill $! 2>/dev/null; wait", "sh");
    private static final String CONFIG = """
            output HEADLESS-1 mode 640x480
            default_border none
            focus_follows_mouse no
            """;
    private static final Pattern KEY = Pattern.compile("key: (serial: \\d+; time: \\d+); key: (\\d+); state: (\\d)");

    private final Path folder;
    private final Map<String, String> more;
    private final List<Process> started = new ArrayList<>();

    /**
     * Starts it.
     *
     * @param folder for its files; is given to the user that it belongs to
     * @param backends what it runs on, as in {@code WLR_BACKENDS}
     */
    public SwaySession(Path folder, String backends) throws IOException {
        this.folder = folder;
        more = Map.of("XDG_RUNTIME_DIR", folder.toString(), "HOME", folder.toString(), "WLR_BACKENDS", backends,
                "WLR_RENDERER", "pixman", "LIBSEAT_BACKEND", "seatd");
        Path config = Files.writeString(folder.resolve("config"), CONFIG);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        if (isRoot()) {
            Files.setOwner(folder, folder.getFileSystem().getUserPrincipalLookupService()
                    .lookupPrincipalByName("nobody"));
        }
        startUntilTheEnd("sway.log", "sway", "-c", config.toString());
        Awaitility.await().atMost(PATIENCE).until(() -> find("wayland-").isPresent() && find("sway-ipc.").isPresent());
    }

    /** Whether there is what it takes. */
    public static boolean canBe() {
        return Stream.of("sway", "swaymsg", "wev", "setpriv")
                .allMatch(each -> Files.isExecutable(Path.of("/usr/bin").resolve(each)));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private Optional<Path> find(String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.getFileName().toString().startsWith(prefix)
                    && !each.toString().endsWith(".lock")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startUntilTheEnd(String output, String... command) throws IOException {
        started.add(start(UNTIL_END_OF_INPUT, output, command));
    }

    private Process start(List<String> by, String output, String... command) throws IOException {
        List<String> all = new ArrayList<>(by);
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        all.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile());
        builder.environment().keySet().removeAll(Set.of("DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().putAll(environment());
        return builder.start();
    }

    /** What a program of this session is started with. */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(more);
        find("wayland-").ifPresent(socket -> all.put("WAYLAND_DISPLAY", socket.toString()));
        find("sway-ipc.").ifPresent(socket -> all.put("SWAYSOCK", socket.toString()));
        all.put("XDG_SESSION_TYPE", "wayland");
        return all;
    }

    /** Has sway do something, as in {@code workspace 2}; returns when it has. */
    public void command(String what) throws IOException, InterruptedException {
        Process process = start(List.of(), "swaymsg.log", "swaymsg", what);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("sway does not answer: " + text("sway.log"));
        }
    }

    /** Starts the game, whose title and class are {@code wev}, and waits until it has a window. */
    public void startGame() throws IOException {
        startUntilTheEnd("wev.log", "stdbuf", "-oL", "wev");
        Awaitility.await().atMost(PATIENCE).until(() -> text("wev.log").contains("xdg_toplevel"));
    }

    /**
     * What keys the game has got, as {@code +16} and {@code -16} by the kernel's numbers. It listens to several
     * keyboards, which are one: what each is told has the same serial.
     */
    public List<String> keys() {
        Set<String> serials = new LinkedHashSet<>();
        return KEY.matcher(text("wev.log")).results().filter(found -> serials.add(found.group(1)))
                .map(SwaySession::key).toList();
    }

    private static String key(MatchResult found) {
        return (found.group(3).equals("1") ? "+" : "-") + (Integer.parseInt(found.group(2)) - X_OFFSET);
    }

    /** What a program has said. */
    public String text(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Process each : started) {
            try {
                each.getOutputStream().close();
            } catch (IOException e) {
                continue; // it has ended
            }
        }
    }
}
