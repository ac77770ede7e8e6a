package dev.fermata.control.http;

import dev.fermata.control.FakePlay;
import dev.fermata.control.Studios;
import dev.fermata.segment.SegmentLimits;
import dev.fermata.time.SystemClock;
import dev.fermata.user.SocketOwners;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own that leaves itself few file descriptors. Prints its port, its failures, and
 * {@code full} when it has taken the rest of them as well, which the second POST to {@code /stop} makes it do.
 */
public final class CrampedServer {
    /** For a moderate number of clients. */
    private static final int FREE = 60;

    private CrampedServer() {
    }

    /** Serves until it is killed. */
    public static void main(String[] arguments) throws Exception {
        // Opens every archive of the class path, as a packaged program's one is from the start.
        Collections.list(ClassLoader.getSystemResources("nowhere"));
        List<InputStream> files = new ArrayList<>();
        takeAll(files);
        for (int i = 0; i < FREE; i++) {
            files.remove(files.size() - 1).close();
        }
        SystemClock clock = new SystemClock();
        FakeAgent agent = new FakeAgent(clock);
        PauseServer server = new PauseServer(ServerSettings.loopback(0, TestServer.SESSION), agent, new FakePlay(),
                Studios.none(), Optional.empty(), Optional::empty, () -> SegmentLimits.DEFAULTS, () -> null,
                Optional::empty, Optional::empty, agent,
                text -> { },
                SocketOwners.forManyQuestions(), clock,
                failure -> System.out.println("failure " + failure.getMessage()));
        server.start();
        System.out.println("port " + server.address().getPort());
        while (agent.calls().size() < 2) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        takeAll(files);
        System.out.println("full");
        Thread.currentThread().join();
    }

    /** As many as there are. */
    private static void takeAll(List<InputStream> files) {
        try {
            while (true) {
                files.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            return; // there are no more
        }
    }
}
