package dev.fermata.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks as a Redis server does that takes no password, and says each of them again. */
final class ParrotRedis implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ParrotRedis() throws IOException {
        Thread thread = new Thread(this::run, "parrot");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The words of all commands, in their order. */
    List<String> asked() {
        return asked;
    }

    private void run() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(),
                        StandardCharsets.US_ASCII));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String last = "";
                    for (int words = Integer.parseInt(line.substring(1)); words > 0; words--) {
                        in.readLine();
                        last = in.readLine();
                        asked.add(last);
                    }
                    socket.getOutputStream().write(("-WRONGPASS no such password: " + last + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // The client, or the test, is over.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
