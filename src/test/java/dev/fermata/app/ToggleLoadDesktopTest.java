package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.observe.EventLine;
import dev.fermata.platform.virtual.SharedDesktop;
import dev.fermata.platform.virtual.TargetWindow;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A player at an agent whose state four clients change all the time, 2,000 toggles a second: managed keys are
 * taken over and given back between any two of the player's presses, and during them. How soon a pause is
 * in force then is measured by {@code scripts/bench toggles}.
 */
@Tag("desktop")
@ExtendWith(SharedDesktop.class)
class ToggleLoadDesktopTest {
    private static final int CLIENTS = 4;
    private static final long BETWEEN_NANOS = 2_000_000L;
    private static final Pattern PAGE = Pattern.compile("http://\\S+:(\\d+)/");
    private static final String PROFILE = """
            [priority]
            special = ["space"]
            pre_delay = "10ms"
            [priority.managed.e]
            [priority.managed.r]
            [priority.managed.mouse_right]
            [dispatch]
            key_press = "5ms"
            min_gap = "5ms"
            [[skill]]
            name = "Bolt"
            keys = "q"
            every = "50ms"
            """;
    private static final List<Key> MANAGED = List.of(Key.E, Key.R, Key.MOUSE_RIGHT);

    @TempDir
    private Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong toggles = new AtomicLong();

    @Test
    @Tag("soak")
    void managedKeysReachTheWindowOnceAndSkillsAreSilentInAHundredHoldsWhileClientsToggle(VirtualDesktop desktop)
            throws Exception {
        play(desktop, 100);
    }

    private void play(VirtualDesktop desktop, int rounds) throws Exception {
        List<Thread> clients = new ArrayList<>();
        try (Rig rig = new Rig(desktop, folder, PROFILE, "--start", "running", "--port", "0")) {
            rig.awaitEvent(event -> event.text("to").equals("running"));
            int port = port(rig);
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                Thread client = new Thread(() -> toggle(port, "c" + number), "client-" + i);
                client.setDaemon(true);
                client.start();
                clients.add(client);
            }
            rig.await("they toggle", () -> toggles.get() > 500);
            for (int i = 0; i < rounds; i++) {
                int holds = 2 * i + 1;
                rig.down(Key.SPACE);
                rig.await("held", () -> playersHolds(rig, "hold_added") >= holds);
                rig.pass(40);
                rig.up(Key.SPACE);
                rig.await("free", () -> playersHolds(rig, "hold_removed") >= holds);
                Key key = MANAGED.get(i % MANAGED.size());
                long before = rig.presses(key);
                rig.down(key);
                rig.pass(i % 30);
                rig.up(key);
                rig.await("held and free again", () -> playersHolds(rig, "hold_removed") >= holds + 1);
                rig.await(key + " " + i + " reaches the window", () -> rig.presses(key) > before);
            }
            over.set(true);
            for (Thread client : clients) {
                client.join(5_000);
            }
            // A second one of any would have come by now.
            rig.pass(200);
            assertEquals(rounds, MANAGED.stream().mapToLong(rig::presses).sum(), () -> wrong(rig));
            assertEquals(2L * rounds, playersHolds(rig, "hold_added"));
            assertEquals(List.of(), duringHolds(rig.agent.events()));
            long done = rig.agent.events().stream().filter(event -> event.name().equals("hold_removed")
                    && event.text("holder").startsWith(Hold.API_PREFIX)).count();
            assertTrue(done > rounds / 4, () -> "only " + done + " of " + toggles + " toggles were done");
        } finally {
            over.set(true);
        }
    }

    private static int port(Rig rig) {
        rig.await("the API", () -> PAGE.matcher(rig.agent.messages()).find());
        Matcher page = PAGE.matcher(rig.agent.messages());
        assertTrue(page.find());
        return Integer.parseInt(page.group(1));
    }

    private static long playersHolds(Rig rig, String name) {
        return rig.agent.events().stream().filter(event -> event.name().equals(name)
                && event.text("holder").equals(Hold.PRIORITY_KEYS)).count();
    }

    /** The skill's presses between the beginning and the end of a hold of the player's, in the agent's own order. */
    private static List<String> duringHolds(List<EventLine> events) {
        List<String> during = new ArrayList<>();
        boolean held = false;
        for (EventLine event : events) {
            if (event.text("holder").equals(Hold.PRIORITY_KEYS)) {
                held = event.name().equals("hold_added");
            } else if (held && event.name().equals("key_down") && event.text("key").equals("q")) {
                during.add(event.fields().toString());
            }
        }
        return during;
    }

    private static String wrong(Rig rig) {
        return rig.window().stream().filter(event -> MANAGED.contains(event.key())).map(TargetWindow.Event::toString)
                .toList().toString();
    }

    private void toggle(int port, String client) {
        String body = "{\"action\":\"toggle\",\"client\":\"" + client + "\"}";
        byte[] request = ("POST /pause_control HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] answer = new byte[16_384];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            while (!over.get()) {
                socket.getOutputStream().write(request);
                // An answer is short and comes in one piece; what is left of it is read with the next.
                if (in.read(answer) < 0) {
                    return;
                }
                toggles.incrementAndGet();
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        } catch (IOException e) {
            return; // the agent has ended
        }
    }
}
