package dev.fermata.bench;

import com.sun.net.httpserver.HttpServer;
import dev.fermata.platform.virtual.VirtualDesktop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How long {@code GET /status} takes, beside the JDK's own server that sends the same bytes. */
final class HttpStatusMeasure implements Measure {
    private static final String PEER = "JDK HttpServer, same bytes";
    private static final int WARM = 3_000;
    /** Half of them silent, half in the middle of a request, and fewer than the agent lets in. */
    private static final int HOSTILE = 200;

    @Override
    public String name() {
        return "http-status";
    }

    @Override
    public String about() {
        return "a status over HTTP, beside the JDK's own server sending the same bytes";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        int calls = effort.pick(1_000, 3_000);
        List<double[]> ours = new ArrayList<>();
        List<double[]> theirs = new ArrayList<>();
        List<double[]> amongOthers = new ArrayList<>();
        double memory;
        try (VirtualDesktop desktop = new VirtualDesktop();
                RunningAgent agent = new RunningAgent(effort.command(), desktop.display(), event -> { },
                        "-p", "arpg", "--start", "running")) {
            agent.awaitState("running");
            agent.await(event -> event.name().equals("played"));
            try (HttpCaller caller = new HttpCaller(agent.awaitPort(), "/status")) {
                HttpServer peer = peer(caller.answer());
                try (HttpCaller other = new HttpCaller(peer.getAddress().getPort(), "/status")) {
                    caller.call(WARM);
                    other.call(WARM);
                    for (int round = 0; round < effort.rounds(); round++) {
                        ours.add(caller.call(calls));
                        theirs.add(other.call(calls));
                    }
                    for (int round = 0; round < effort.rounds(); round++) {
                        amongOthers.add(callAmongHostile(caller, agent.awaitPort(), calls));
                    }
                    memory = ProcessFigures.of(agent.pid()).residentMegabytes();
                } finally {
                    peer.stop(0);
                }
            }
        }
        return List.of(
                new Row(name(), "p50", "ms", percentile(ours, 50), PEER, percentile(theirs, 50), Target.NONE),
                new Row(name(), "p99", "ms", percentile(ours, 99), PEER, percentile(theirs, 99), new Target.AtMost(1)),
                Row.alone(name(), "p99 among " + HOSTILE + " silent or half-open clients", "ms",
                        percentile(amongOthers, 99), new Target.AtMost(10)),
                Row.alone(name(),
                        String.format("resident memory after %,d answers", WARM + 2 * calls * effort.rounds()),
                        "MB", memory, Target.NONE));
    }

    /** New ones each time: those that do not finish their request are let go after some seconds. */
    private static double[] callAmongHostile(HttpCaller caller, int port, int calls) throws IOException {
        List<Socket> hostile = new ArrayList<>();
        try {
            for (int i = 0; i < HOSTILE; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                hostile.add(socket);
                if (i % 2 == 0) {
                    socket.getOutputStream().write("GET /status HT".getBytes(StandardCharsets.US_ASCII));
                }
            }
            return caller.call(calls);
        } finally {
            for (Socket socket : hostile) {
                socket.close();
            }
        }
    }

    private static double percentile(List<double[]> rounds, double percent) {
        return Figures.median(rounds.stream().mapToDouble(each -> Figures.percentile(percent, each)).toArray());
    }

    private static HttpServer peer(byte[] body) throws IOException {
        // Without it each of its answers waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
