package dev.fermata.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes wrong with the relays, one thing after another, each time with another one. Confined to one thread. */
final class RoomFaults {
    private static final int TEXT = 0x81;
    private static final int UNKNOWN = 0x8b;
    private static final int TOO_MUCH = 300_000;
    private static final long GONE_NANOS = 3_000_000_000L;
    /** A connection on which nothing comes for 95 s is given up. */
    private static final long DEAF_NANOS = 100_000_000_000L;

    private final List<RoomRelay> relays;
    private final RoomTraffic traffic;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Later> later = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private int next;

    private interface Act {
        void on(RoomRelay relay) throws IOException, InterruptedException;
    }

    private record Fault(String name, Act act) {
    }

    private record Later(long atNanos, RoomRelay relay, Act act) {
    }

    RoomFaults(List<RoomRelay> relays, RoomTraffic traffic) {
        this.relays = relays;
        this.traffic = traffic;
        add("ended", RoomRelay::end);
        add("told again", traffic::again);
        add("broken off", RoomRelay::reset);
        add("no JSON", relay -> odd(relay, "{odd", "", "[1,2", "\u0000\ud800", "null", "7"));
        add("broken off within a message", relay -> relay.resetWithin(relay.texts().chat("never", "nobody", "half")));
        add("other JSON", relay -> odd(relay, "{}", "[]", "{\"Type\":\"x\"}", "{\"Type\":1,\"Data\":7}",
                "{\"method\":7}", "{\"event\":{\"source\":{},\"type\":[]}}", "{\"Type\":99999999999999999999}",
                "{\"a\":".repeat(300) + "1" + "}".repeat(300)));
        add("a frame of no kind", relay -> relay.sendOdd(UNKNOWN, new byte[3]));
        add("refused", relay -> {
            relay.refuse(true);
            relay.end();
            after(GONE_NANOS, relay, back -> back.refuse(false));
        });
        add("a message of 300 KB", relay -> relay.sendOdd(TEXT, "x".repeat(TOO_MUCH).getBytes(StandardCharsets.US_ASCII)));
        add("away", relay -> {
            relay.goAway();
            after(GONE_NANOS, relay, RoomRelay::comeBack);
        });
        add("text that is no UTF-8", relay -> relay.sendOdd(TEXT, new byte[] {(byte) 0xc3, 0x28, (byte) 0xff}));
    }

    private void add(String name, Act act) {
        faults.add(new Fault(name, act));
    }

    private void after(long nanos, RoomRelay relay, Act act) {
        later.add(new Later(System.nanoTime() + nanos, relay, act));
    }

    private void odd(RoomRelay relay, String... texts) {
        for (String text : texts) {
            relay.tell(text);
        }
        traffic.again(relay);
    }

    /** The next fault, with some relay that is connected. */
    void next() throws IOException, InterruptedException {
        RoomRelay relay = traffic.relay();
        if (relay != null) {
            Fault fault = faults.get(next++ % faults.size());
            fault.act.on(relay);
            done.merge(fault.name, 1, Integer::sum);
        }
    }

    /** Some relay tells nothing and answers nothing any more, but keeps its connection, for longer than the agent waits. */
    void fallDeaf() {
        RoomRelay relay = traffic.relay();
        if (relay != null) {
            relay.beDeaf(true);
            after(DEAF_NANOS, relay, back -> back.beDeaf(false));
            done.merge("deaf", 1, Integer::sum);
        }
    }

    /** Mends what has been broken for long enough. */
    void mend(long nowNanos) throws IOException, InterruptedException {
        for (Later each : List.copyOf(later)) {
            if (each.atNanos <= nowNanos) {
                later.remove(each);
                each.act.on(each.relay);
            }
        }
    }

    /** How many there are. */
    int kinds() {
        return faults.size();
    }

    /** How often each was done. */
    Map<String, Integer> done() {
        return done;
    }

    /** How often somebody has connected to the relays. */
    int connections() {
        return relays.stream().mapToInt(RoomRelay::connections).sum();
    }
}
