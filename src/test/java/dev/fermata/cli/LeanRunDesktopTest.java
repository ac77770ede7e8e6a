package dev.fermata.cli;

import static dev.fermata.platform.virtual.SharedDesktop.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.demo.AgentProcess;
import dev.fermata.model.Key;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fermata run} does not need, its JVM does not load. */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
@Tag("newest")
class LeanRunDesktopTest {
    private static final Pattern PAGE = Pattern.compile("http://\\S+:\\d+/");

    @TempDir Path folder;

    @Test
    void aRunThatNobodyAsksLoadsNoUserInterfaceAndNoServer(VirtualDesktop desktop) throws Exception {
        Path classes = folder.resolve("classes");
        Map<String, String> environment = environment(desktop, classes);
        try (AgentProcess agent = new AgentProcess(environment, event -> { },
                "-p", "profiles/demo.toml", "--start", "running", "--port", "0")) {
            soon().until(() -> agent.events().stream().anyMatch(event -> event.name().equals("key_down")));
            desktop.down(Key.SPACE);
            soon().until(() -> agent.events().stream().anyMatch(event -> event.name().equals("hold_added")));
            desktop.up(Key.SPACE);
            soon().until(() -> agent.events().stream().anyMatch(event -> event.name().equals("hold_removed")));

            assertTrue(loaded(classes, "dev.fermata.skill.").size() > 3, "the list of loaded classes is read rightly");
            for (String unused : List.of("java.awt.", "sun.awt.", "dev.fermata.net.", "dev.fermata.platform.evdev.",
                    "dev.fermata.config.voices.VoicesReader", "dev.fermata.config.stream.StreamReader",
                    "dev.fermata.config.profile.ViewerReader", "dev.fermata.app.ViewerService", "io.netty.", "dev.fermata.present.",
                    "dev.fermata.sense.", "dev.fermata.app.Lookout",
                    "dev.fermata.platform.FollowedScreen", "dev.fermata.platform.x11.ScreenCalls",
                    "dev.fermata.platform.x11.X11Screen", "dev.fermata.speak.", "dev.fermata.app.SpeechService",
                    "dev.fermata.listen.sound.", "dev.fermata.listen.engine.", "dev.fermata.app.Ears",
                    "dev.fermata.app.CallOutsService", "dev.fermata.stream.", "org.sqlite.",
                    "redis.", "dev.fermata.app.StreamService", "dev.fermata.app.HistoryService", "dev.fermata.app.BridgeService",
                    "dev.fermata.control.http.CommandMessages",
                    "dev.fermata.window.",
                    "dev.fermata.platform.Windows$", "dev.fermata.platform.x11.X11Windows",
                    "dev.fermata.platform.x11.X11Overlay", "dev.fermata.platform.x11.BadgeWindow",
                    "dev.fermata.platform.x11.Xft", "dev.fermata.control.Studio",
                    "dev.fermata.control.Looking", "dev.fermata.app.PageLooking",
                    "dev.fermata.play.Take", "dev.fermata.config.Take", "dev.fermata.model.Take",
                    "dev.fermata.control.http.TakeFields", "dev.fermata.control.http.LookEndpoints",
                    "dev.fermata.control.http.StudioEndpoints", "dev.fermata.config.profile.ProfileStore",
                    "dev.fermata.simulate.ProfilePreview", "javax.sound.", "com.sun.media.sound.",
                    "org.freedesktop.", "javax.crypto.", "dev.fermata.secret.Secrets",
                    "dev.fermata.secret.SecretReference", "dev.fermata.secret.SecretStore",
                    "dev.fermata.secret.Sealing", "java.sql.", "java.security.SecureRandom",
                    "java.lang.runtime.ObjectMethods",
                    "dev.fermata.config.profile.SensorReader", "dev.fermata.config.profile.SenseSchema",
                    "dev.fermata.config.profile.ConditionReader", "dev.fermata.config.profile.WindowReader",
                    "dev.fermata.config.profile.WindowSchema", "dev.fermata.config.profile.GameWindow",
                    "dev.fermata.config.profile.CallOut", "dev.fermata.config.profile.SpeechSchema",
                    "dev.fermata.config.profile.Voice", "dev.fermata.config.profile.TakeReader",
                    "dev.fermata.config.NumbersType", "dev.fermata.config.PhrasesType", "dev.fermata.config.RateType",
                    "dev.fermata.config.VariantsType", "dev.fermata.control.http.Routes$",
                    "dev.fermata.control.http.ControlEndpoints", "dev.fermata.control.http.PlayEndpoints",
                    "dev.fermata.control.http.ReadEndpoints", "dev.fermata.control.http.RecordingEndpoints",
                    "dev.fermata.control.http.SessionEndpoint", "dev.fermata.control.http.SpeechEndpoints",
                    "dev.fermata.control.http.StudioRoutes", "dev.fermata.control.http.WebFiles")) {
                assertEquals(List.of(), loaded(classes, unused));
            }
            assertTrue(threads(agent.pid()).contains("input"), "the threads are read rightly");
            assertEquals(Set.of(), unusedThreads(agent.pid()));

            soon().until(() -> PAGE.matcher(agent.messages()).find());
            Matcher page = PAGE.matcher(agent.messages());
            assertTrue(page.find());
            HttpRequest status = HttpRequest.newBuilder(URI.create(page.group() + "status"))
                    .timeout(Duration.ofSeconds(10)).build();
            assertEquals(200, HttpClient.newHttpClient().send(status, HttpResponse.BodyHandlers.discarding())
                    .statusCode());
            assertTrue(loaded(classes, "io.netty.").size() > 50, "Netty came with the first client");
        }
    }

    private Map<String, String> environment(VirtualDesktop desktop, Path classes) {
        return Map.of("DISPLAY", desktop.display(), "XDG_SESSION_TYPE", "x11",
                "XDG_RUNTIME_DIR", folder.toString(), "XDG_STATE_HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.toString(),
                "JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes + ":uptime:filecount=0");
    }

    @Test
    void withNoScreenAPageGetsNoPictureAndNothingThatTakesOneIsLoaded(VirtualDesktop desktop) throws Exception {
        Path classes = folder.resolve("classes");
        try (AgentProcess agent = new AgentProcess(environment(desktop, classes), event -> { },
                "-p", "profiles/demo.toml", "--start", "stopped", "--port", "0", "--no-screen")) {
            soon().until(() -> PAGE.matcher(agent.messages()).find());
            Matcher page = PAGE.matcher(agent.messages());
            assertTrue(page.find());
            HttpRequest picture = HttpRequest.newBuilder(URI.create(page.group() + "screen.png?profile=demo"))
                    .header("Sec-Fetch-Site", "same-origin").timeout(Duration.ofSeconds(10)).build();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(picture, HttpResponse.BodyHandlers.ofString());
            assertEquals(403, answer.statusCode());
            assertTrue(answer.body().contains("\"screen_off\""), answer.body());
            for (String unused : List.of("dev.fermata.control.Looking", "dev.fermata.app.PageLooking",
                    "dev.fermata.control.http.LookEndpoints", "dev.fermata.sense.")) {
                assertEquals(List.of(), loaded(classes, unused));
            }
        }
    }

    /** Threads of what nobody has asked for. */
    private static Set<String> unusedThreads(long pid) throws IOException {
        Set<String> threads = threads(pid);
        threads.retainAll(Set.of("overlay", "sounds", "speech", "listen", "recogniser", "notifications", "tray", "windows", "session-lock",
                "sense", "history", "bridge", "bridge-commands", "stream"));
        return threads;
    }

    private static Set<String> threads(long pid) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    names.add(Files.readString(thread.resolve("comm")).strip());
                } catch (IOException ended) {
                    continue;
                }
            }
        }
        return names;
    }

    private static List<String> loaded(Path classes, String prefix) {
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.map(line -> line.substring(line.indexOf("] ") + 2)).filter(name -> name.startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
