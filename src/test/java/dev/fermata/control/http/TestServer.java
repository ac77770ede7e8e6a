package dev.fermata.control.http;

import dev.fermata.app.Lookings;
import dev.fermata.control.FakePlay;
import dev.fermata.control.HistoryControl;
import dev.fermata.control.StreamControl;
import dev.fermata.control.Preview;
import dev.fermata.control.SpeechControl;
import dev.fermata.control.Studios;
import dev.fermata.platform.simulated.SimulatedScreen;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.simulate.ProfilePreview;
import dev.fermata.time.SystemClock;
import dev.fermata.user.SocketOwners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A server on a free port with a fake agent behind it, and ways to speak to it. */
final class TestServer implements AutoCloseable {
    static final long SESSION = 123_456;

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    final SystemClock clock = new SystemClock();
    final FakeAgent agent = new FakeAgent(clock);
    final FakePlay play = new FakePlay();
    /** What speaks; null where nothing does. */
    volatile SpeechControl speech;
    /** When what clients send over {@code /session} is cut. */
    volatile SegmentLimits segments = SegmentLimits.DEFAULTS;
    /** What tells of the past; null where nothing is kept. */
    volatile HistoryControl history;
    volatile StreamControl stream;
    final FakeRecordings recordings = new FakeRecordings();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    /** The user's own profiles in {@code own}, that of the program in {@code shipped}. */
    final Path folder = TestFolders.make();
    /** The game's window, where a page asks for it. */
    final SimulatedScreen screen = new SimulatedScreen();
    final PauseServer server;

    TestServer() {
        this(UnaryOperator.identity());
    }

    TestServer(UnaryOperator<ServerSettings> change) {
        this(0, change);
    }

    TestServer(int port, UnaryOperator<ServerSettings> change) {
        this(port, change, SocketOwners.forManyQuestions());
    }

    /** @param preview plays what is not saved */
    TestServer(Preview preview) {
        this(0, UnaryOperator.identity(), SocketOwners.forManyQuestions(), preview);
    }

    TestServer(int port, UnaryOperator<ServerSettings> change, SocketOwners owners) {
        this(port, change, owners, (profile, time, holds) ->
                new ProfilePreview(new SystemClock()).play(profile, time, holds));
    }

    private TestServer(int port, UnaryOperator<ServerSettings> change, SocketOwners owners, Preview preview) {
        try {
            ServerSettings settings = change.apply(ServerSettings.loopback(port, SESSION));
            Path own = folder.resolve("own");
            Path shipped = folder.resolve("shipped");
            server = new PauseServer(settings, agent, play, Studios.of(own, shipped, preview),
                    Optional.of(Lookings.of(own, shipped, screen::reopen)),
                    () -> Optional.ofNullable(speech), () -> segments, () -> recordings,
                    () -> Optional.ofNullable(history), () -> Optional.ofNullable(stream), agent, text -> { }, owners, clock,
                    failures::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        agent.tell(server.events());
        server.start();
    }

    int port() {
        return server.address().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(10));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Socket socket() throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Sends bytes as they are and reads until the server closes, or for as long as the socket waits. */
    String raw(String text) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(text.replace("PORT", Integer.toString(port()))
                    .getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.close();
        TestFolders.remove(folder);
    }
}
