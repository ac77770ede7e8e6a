package dev.fermata.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What viewers of a busy room do, told by its relays: who told what, and when. Every message has an id of its own, by which
 * it is found again. Confined to one thread but for what was told.
 */
final class RoomTraffic {
    private static final List<String> GIFTS = List.of("rose", "rocket", "crown", "whale");
    /** Names are of three of them, which makes twenty thousand that are said in no time. */
    private static final List<String> SYLLABLES = List.of("Ba", "Bo", "Da", "Do", "Fi", "Fo", "Ga", "Go", "Ha", "Ja", "Ka",
            "Ki", "La", "Lo", "Ma", "Mi", "Mo", "Na", "No", "Pa", "Po", "Ra", "Ri", "Ro", "Sa", "To", "Va");
    private static final int AGAIN = 5;

    private final List<RoomRelay> relays;
    private final Random random;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final List<List<String>> last = new ArrayList<>();
    private int number;
    private int next;

    /**
     * A message that a relay has told.
     *
     * @param atNanos when it was sent
     * @param times how often it was told: some relays tell again after a connection was lost
     * @param burst whether hundreds came at once
     * @param gift whether it is one
     */
    record Told(String id, String feed, long atNanos, int times, boolean burst, boolean gift) {
        private Told again() {
            return new Told(id, feed, atNanos, times + 1, burst, gift);
        }
    }

    RoomTraffic(List<RoomRelay> relays, Random random) {
        this.relays = relays;
        this.random = random;
        relays.forEach(relay -> last.add(new ArrayList<>()));
    }

    /** By its id, everything that was told. */
    Map<String, Told> told() {
        return told;
    }

    /** How many messages, those told again counted again. */
    long messages() {
        return told.values().stream().mapToLong(Told::times).sum();
    }

    /** One of those that are connected; null where none is. */
    RoomRelay relay() {
        for (int i = 0; i < relays.size(); i++) {
            RoomRelay relay = relays.get(next++ % relays.size());
            if (relay.isConnected()) {
                return relay;
            }
        }
        return null;
    }

    /** Some viewer does something. */
    void anything(boolean burst) {
        RoomRelay relay = relay();
        if (relay == null) {
            return;
        }
        String id = id(relay);
        String user = viewer();
        RelayTexts texts = relay.texts();
        int what = random.nextInt(100);
        String text = what < 62 ? texts.chat(id, what < 3 ? "somebot" : user, comment())
                : what < 80 ? texts.like(id, user, 1 + random.nextInt(9))
                : what < 94 ? texts.enter(id, user) : texts.follow(id, user);
        tell(relay, id, text, burst, false, random.nextInt(50) == 0);
    }

    /** Some viewer writes what is not answered. */
    void nothing() {
        RoomRelay relay = relay();
        if (relay != null) {
            String id = id(relay);
            tell(relay, id, relay.texts().chat(id, viewer(), "!rank"), false, false, false);
        }
    }

    /** Hundreds do something at once, and some give the same. */
    void burst(int count, int gifts) {
        String gift = GIFTS.get(random.nextInt(GIFTS.size()));
        for (int i = 0; i < count; i++) {
            if (i % (count / gifts) == count / gifts - 1) {
                gift(gift, true, 1);
            } else {
                anything(true);
            }
        }
    }

    /** A viewer gives something, so many in a row. */
    void gift(int count) {
        gift(GIFTS.get(random.nextInt(GIFTS.size())), false, count);
    }

    private void gift(String gift, boolean burst, int count) {
        RoomRelay relay = relay();
        if (relay == null) {
            return;
        }
        String user = viewer();
        String group = "row" + number;
        for (int running = 1; running <= count; running++) {
            String id = id(relay);
            tell(relay, id, relay.texts().gift(id, user, gift, 10 + random.nextInt(90), group, running), burst, true, false);
        }
    }

    private void tell(RoomRelay relay, String id, String text, boolean burst, boolean gift, boolean inPieces) {
        told.put(id, new Told(id, relay.texts().feed(), System.nanoTime(), 1, burst, gift));
        boolean sent = inPieces ? relay.tellInPieces(text) : relay.tell(text);
        if (!sent) {
            throw new IllegalStateException("a connection ended that nobody has ended: " + relay.texts());
        }
        if (gift && relay.texts() == RelayTexts.DOUYIN_LIVE) {
            // It counts gifts on: one that is told again counts nothing more, and is no message.
            return;
        }
        List<String> lately = last.get(relays.indexOf(relay));
        lately.add(text);
        if (lately.size() > AGAIN) {
            lately.remove(0);
        }
    }

    /** Tells the last messages again, as relays do that have connected anew themselves. */
    void again(RoomRelay relay) {
        for (String text : last.get(relays.indexOf(relay))) {
            String id = text.replaceFirst("(?s).*?(" + relay.texts().feed() + "-\\d+).*", "$1");
            told.computeIfPresent(id, (key, before) -> before.again());
            relay.tell(text);
        }
    }

    private String id(RoomRelay relay) {
        return relay.texts().feed() + "-" + ++number;
    }

    private String viewer() {
        return SYLLABLES.get(random.nextInt(SYLLABLES.size())) + SYLLABLES.get(random.nextInt(SYLLABLES.size()))
                .toLowerCase(Locale.ROOT) + SYLLABLES.get(random.nextInt(SYLLABLES.size())).toLowerCase(Locale.ROOT);
    }

    private String comment() {
        return switch (random.nextInt(12)) {
            case 0 -> "hello";
            case 1 -> "!rank " + random.nextInt(9);
            case 2 -> "look at www.example.com";
            case 3 -> "d.a.r.n this";
            case 4 -> "word ".repeat(40);
            case 5 -> "?!";
            case 6 -> "gg";
            default -> "how do you play number " + random.nextInt(500);
        };
    }
}
