package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.FermataProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A service that may open few files, with clients that stay. */
@Tag("long")
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class CrampedServerTest {
    private static final int CLIENTS = 200;
    private static final List<String> CRAMPED = List.of("sh", "-c", "ulimit -n 400; exec \"$@\"", "sh");

    private static int port(FermataProcess process) throws InterruptedException {
        process.awaitOut(line -> line.startsWith("port "));
        return Integer.parseInt(process.out().lines().filter(line -> line.startsWith("port ")).findFirst()
                .orElseThrow().substring("port ".length()));
    }

    private static String pause(int port) throws IOException {
        return post(port, "/pause_control", "{\"action\":\"pause\"}");
    }

    private static String post(int port, String path, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(("POST " + path + " HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void clientsThatStayTakeNoDescriptorsFromTheOthersAndFillNoLog() throws Exception {
        try (FermataProcess cramped = new FermataProcess(Map.of(), CRAMPED, CrampedServer.class)) {
            int port = port(cramped);
            List<Socket> idle = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    idle.add(new Socket("127.0.0.1", port));
                    if (i % 10 == 9) {
                        assertTrue(pause(port).startsWith("HTTP/1.1 200 "), "client " + i);
                    }
                }
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
            assertTrue(pause(port).startsWith("HTTP/1.1 200 "));
            assertEquals(List.of(), cramped.out().lines().filter(line -> line.startsWith("failure")).toList());
            assertEquals("", cramped.err());
        }
    }

    @Test
    void whenNoneCanBeAcceptedTheLongestWaitingMakesRoomAndOneWordIsSaid() throws Exception {
        try (FermataProcess cramped = new FermataProcess(Map.of(), CRAMPED, CrampedServer.class)) {
            int port = port(cramped);
            List<Socket> idle = new ArrayList<>();
            try {
                // Classes that lie in folders are files to be opened too: they are loaded before it is full.
                assertTrue(pause(port).startsWith("HTTP/1.1 200 "));
                assertTrue(post(port, "/stop", "{}").startsWith("HTTP/1.1 200 "));
                for (int i = 0; i < 10; i++) {
                    idle.add(new Socket("127.0.0.1", port));
                }
                String stopped = post(port, "/stop", "{}");
                assertTrue(stopped.startsWith("HTTP/1.1 200 "), stopped);
                cramped.awaitOut("full"::equals);
                for (int i = 0; i < 10; i++) {
                    String paused = pause(port);
                    assertTrue(paused.startsWith("HTTP/1.1 200 "), () -> paused + cramped);
                    idle.add(new Socket("127.0.0.1", port));
                }
                cramped.awaitOut(line -> line.startsWith("failure clients cannot connect"));
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
            assertEquals(1, cramped.out().lines().filter(line -> line.startsWith("failure")).count(),
                    cramped::toString);
        }
    }
}
