package dev.fermata.stream;

import static dev.fermata.stream.RoomStage.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.event.SpeechNews;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.StreamNews;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.pause.Stillness;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random rooms, judged by what can be seen from outside: each message has one end; what merges is merged into one that
 * has not ended; counts are kept; nothing is said late; nothing better waits while something worse is handed over.
 */
@Tag("long")
class RoomPlayTest {
    /** At a time, with those that are more important than all before them. */
    static final int FEW = 12;

    private static final long LATEST = Duration.ofSeconds(30 + 20 + 20).toNanos();

    @Test
    void aFewRandomRooms() {
        int written = 0;
        for (int seed = 0; seed < 4; seed++) {
            Game game = new Game(seed, true);
            game.play(400, 40);
            written += game.replies;
        }
        assertTrue(written > 10, "written by models: " + written);
    }

    @Test
    void aFewRandomRoomsInWhichNoModelWrites() {
        for (int seed = 50; seed < 54; seed++) {
            new Game(seed, false).play(400, 40);
        }
    }

    @Tag("soak")
    @Test
    void manyRandomRooms() {
        int written = 0;
        for (int seed = 100; seed < 118; seed++) {
            Game game = new Game(seed, true);
            game.play(3_000, 2 + seed % 7 * 30);
            written += game.replies;
        }
        assertTrue(written > 300, "written by models: " + written);
    }

    /**
     * An hour of a busy room, on virtual time: fifty a second, and now and then five hundred at once, of tens of thousands
     * of viewers.
     */
    @Tag("proof")
    @Test
    void anHourOfABusyRoom() {
        Game game = new Game(7, false);
        game.busyHour();
        assertTrue(game.told > 180_000, "told " + game.told);
        assertTrue(game.chatsAfterGifts > 100, "comments are answered as well: " + game.chatsAfterGifts);
        long p99 = game.decisions.getValueAtPercentile(99);
        assertTrue(p99 < Duration.ofMillis(5).toNanos(), "a decision takes " + p99 / 1_000 + " us");
        // Who was seen, what was seen, who was answered lately, and what waits.
        assertTrue(game.mostKept < 60_000, "keeps " + game.mostKept);
        assertTrue(game.keptAtTheEnd < game.keptInTheMiddle * 1.1, "keeps " + game.keptInTheMiddle + " in the middle, "
                + game.keptAtTheEnd + " at the end");
    }

    /** A room, its viewers and its voice. */
    private static final class Game {
        private final Random random;
        private final RoomStage stage;
        private final Map<Long, StreamMessage> open = new TreeMap<>();
        private final Map<Long, Long> cameAt = new HashMap<>();
        /** How many gifts each open one stands for. */
        private final Map<Long, Long> gifts = new HashMap<>();
        private final Map<Long, SpeechRequest> speech = new TreeMap<>();
        private long items;
        private long playing;
        private int seenEvents;
        private long told;
        /** Whether gifts are answered by models. */
        private final boolean written;
        private int replies;
        private boolean held;
        private long due = Long.MIN_VALUE;
        /** Of an ordinary room: many viewers, none of them of a high level. */
        private boolean ordinary;
        private boolean fewGifts;
        private int chatsAfterGifts;
        private final Histogram decisions = new Histogram(3);
        private int mostKept;
        private int keptInTheMiddle;
        private int keptAtTheEnd;
        private final PlayedModels models;
        /** What has begun to be heard. */
        private final Set<Long> begun = new HashSet<>();
        private final boolean withModels;

        /** @param withModels whether models write what is answered by comments, and in every other room by gifts */
        Game(long seed, boolean withModels) {
            random = new Random(seed);
            this.withModels = withModels;
            written = withModels && seed % 2 == 1;
            stage = new RoomStage(RoomStage.book(
                    new StreamBook.Script(List.of(RoomStage.text("nothing else")), Duration.ofSeconds(5), false),
                    replying(sum(answer(StreamKind.GIFT, "%user% gave %count% %gift%"), "%count% more gifts", 0, 0),
                            written),
                    sum(answer(StreamKind.LIKE, "%count% likes"), "", 0, 30),
                    replying(sum(answer(StreamKind.CHAT, "%user% says %text%"), "", 6 + (int) (seed % 20), 0), withModels),
                    sum(answer(StreamKind.FOLLOW, "thanks %user%"), "%count% more follow", 3, 0)));
            models = new PlayedModels(stage, random);
        }

        private static StreamBook.Answer sum(StreamBook.Answer base, String sum, int perMinute, long gather) {
            return new StreamBook.Answer(base.on(), base.text(), Optional.empty(),
                    Optional.of(sum).filter(each -> !each.isEmpty()).map(RoomStage::text), 0, List.of(), false,
                    Optional.empty(), perMinute, 2, Duration.ofSeconds(gather), Duration.ofSeconds(20),
                    base.reply());
        }

        private static StreamBook.Answer replying(StreamBook.Answer base, boolean reply) {
            return new StreamBook.Answer(base.on(), base.text(), base.many(), base.sum(), base.least(), base.words(),
                    base.special(), base.priority(), base.perMinute(), base.perPerson(), base.gather(), base.expires(),
                    reply);
        }

        void play(int turns, int most) {
            for (int turn = 0; turn < turns; turn++) {
                stage.clock.pass(Duration.ofMillis((long) (Math.pow(random.nextDouble(), 4) * 5_000)));
                for (int i = random.nextInt(most); i > 0; i--) {
                    message();
                }
                if (random.nextInt(60) == 0) {
                    held = !held;
                    stage.room.heed(held ? Stillness.ALL : Stillness.NONE, Optional.empty());
                }
                step();
                models.write();
                step();
                speak();
                step();
            }
            end();
        }

        void busyHour() {
            ordinary = true;
            for (int second = 0; second < 3_600; second++) {
                fewGifts = second % 100 > 2;
                int burst = second % 300 == 0 ? 500 : 50;
                for (int i = 0; i < burst; i++) {
                    if (burst == 50) {
                        stage.clock.pass(Duration.ofMillis(20));
                    }
                    message();
                    step();
                }
                models.write();
                speak();
                if (second % 60 == 0) {
                    keptAtTheEnd = Contents.of(stage.room);
                    mostKept = Math.max(mostKept, keptAtTheEnd);
                    keptInTheMiddle = second == 1_800 ? keptAtTheEnd : keptInTheMiddle;
                }
            }
            end();
        }

        private void message() {
            StreamKind kind = List.of(StreamKind.CHAT, StreamKind.CHAT, StreamKind.CHAT, StreamKind.GIFT, StreamKind.LIKE,
                    StreamKind.FOLLOW, StreamKind.ENTER).get(random.nextInt(7));
            if (kind == StreamKind.GIFT && fewGifts && random.nextInt(50) > 0) {
                kind = StreamKind.LIKE;
            }
            String user = "v" + random.nextInt(ordinary ? 50_000 : 40);
            StreamMessage message = new StreamMessage(random.nextInt(5) == 0 ? "" : "m" + random.nextInt(100_000),
                    kind, "f", new Viewer(user, user, random.nextInt(ordinary ? 10 : 60), !ordinary
                    && random.nextInt(20) == 0),
                    kind == StreamKind.CHAT ? "text " + random.nextInt(50) : "", kind == StreamKind.GIFT ? "rose" : "",
                    1 + random.nextInt(3), random.nextInt(kind == StreamKind.GIFT ? 1_500 : 1));
            long begun = System.nanoTime();
            long number = stage.room.told(message, stage.clock.nanos()).number();
            decisions.recordValue(System.nanoTime() - begun);
            assertEquals(++told, number);
            look();
        }

        private void step() {
            boolean isDue = stage.wasWoken() || stage.clock.nanos() >= due;
            List<Integer> before = List.of(stage.events.size(), stage.asked.size(), stage.unsaid.size(),
                    stage.prompts.size());
            long next = stage.step();
            assertTrue(next > stage.clock.nanos(), "does what is due at once");
            if (!isDue) {
                assertEquals(before, List.of(stage.events.size(), stage.asked.size(), stage.unsaid.size(),
                        stage.prompts.size()), "has itself woken when there is something to do");
                assertTrue(next >= due, "is woken when something is due sooner");
            }
            due = next;
            look();
            handedOver();
            models.heed();
            for (long id : stage.unsaid) {
                if (speech.remove(id) != null) {
                    playing = playing == id ? 0 : playing;
                    stage.news(SpeechNews.DROPPED, id, "unsaid");
                }
            }
            stage.unsaid.clear();
            look();
        }

        private void handedOver() {
            SpeechRequest worst = null;
            for (SpeechRequest request : stage.asked) {
                assertTrue(!held, "nothing is handed over in a hold");
                assertTrue(request.expiry().compareTo(Duration.ofSeconds(21)) <= 0
                        || request.text().equals("nothing else"), "is not worth saying for long");
                if (ordinary && request.text().contains(" says ")) {
                    chatsAfterGifts++;
                    assertEquals(0, waitingGifts(), "gifts are answered before comments");
                }
                boolean script = request.text().equals("nothing else");
                assertTrue(withModels || script || ofViewers().count() < Handed.AT_ONCE || ofViewers()
                        .filter(each -> !begun.contains(each.getKey()))
                        .allMatch(each -> request.priority().compareTo(each.getValue().priority()) < 0),
                        () -> "more than two, and no better: " + request + " after " + speech);
                speech.put(++items, request);
                models.handedOver(request.text(), items);
                if (models.numberOf(request.text()) == 0 && !(written && request.text().contains(" gave "))
                        && !request.text().contains(" says ")) {
                    assertTrue(worst == null || worst.priority().compareTo(request.priority()) <= 0
                            || speech.isEmpty(), "the better one first");
                    worst = request;
                }
            }
            stage.asked.clear();
            long ours = speech.values().stream().map(SpeechRequest::text).filter(each -> !each.equals("nothing else"))
                    .map(each -> models.numberOf(each) == 0 ? each : models.numberOf(each)).distinct().count();
            assertTrue(ours <= FEW, "a few at a time: " + ours);
        }

        private Stream<Map.Entry<Long, SpeechRequest>> ofViewers() {
            return speech.entrySet().stream().filter(each -> !each.getValue().text().equals("nothing else"));
        }

        /** Those that have no end and are not handed over. */
        private long waitingGifts() {
            return open.values().stream().filter(each -> each.kind() == StreamKind.GIFT).count() - speech.values().stream()
                    .filter(each -> each.text().contains(" gave ") || each.text().endsWith(" more gifts")).count();
        }

        /** The voice says something, ends, or cannot. */
        private void speak() {
            if (playing == 0 && !speech.isEmpty() && !held) {
                playing = speech.entrySet().stream().min(Map.Entry.<Long, SpeechRequest>comparingByValue(
                        java.util.Comparator.comparing(SpeechRequest::priority)).thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow().getKey();
                begun.add(playing);
                stage.news(SpeechNews.STARTED, playing, "");
            } else if (playing != 0 && random.nextInt(8) == 0) {
                stage.news(SpeechNews.INTERRUPTED, playing, "item");
                playing = 0;
            } else if (playing != 0) {
                models.spoken(speech.remove(playing).text());
                boolean done = random.nextInt(10) > 0;
                stage.news(done ? SpeechNews.DONE : SpeechNews.FAILED, playing, done ? "" : "no voice");
                playing = 0;
            }
            if (random.nextInt(20) == 0 && !speech.isEmpty()) {
                long one = speech.keySet().iterator().next();
                speech.remove(one);
                playing = playing == one ? 0 : playing;
                stage.news(SpeechNews.DROPPED, one, "expired");
            }
            look();
        }

        private void look() {
            for (StreamEvent event : stage.events.subList(seenEvents, stage.events.size())) {
                if (event instanceof StreamEvent.Came came) {
                    assertNull(open.put(came.number(), came.message()), "a number is used once");
                    cameAt.put(came.number(), came.atNanos());
                    gifts.put(came.number(), came.message().count());
                } else if (event instanceof StreamEvent.Became became) {
                    became(became);
                }
            }
            stage.events.clear();
            seenEvents = 0;
        }

        private void became(StreamEvent.Became became) {
            StreamMessage message = open.remove(became.number());
            assertTrue(message != null, "ends once: " + became);
            assertEquals(message.kind(), became.kind());
            models.became(became);
            assertEquals(became.news() == StreamNews.DROPPED, became.why().isPresent());
            long waited = became.atNanos() - cameAt.remove(became.number());
            long stoodFor = gifts.remove(became.number());
            if (became.news() == StreamNews.MERGED) {
                StreamMessage into = open.get(became.into());
                assertTrue(into != null && into.kind() == message.kind(), "into one that has not ended: " + became);
                gifts.merge(became.into(), stoodFor, Long::sum);
            } else if (became.news() == StreamNews.ANSWERED && message.kind() == StreamKind.GIFT
                    && became.model().isEmpty()) {
                assertTrue(became.text().contains(" " + stoodFor + " ") || became.text().startsWith(stoodFor + " "),
                        stoodFor + " in " + became.text());
            }
            // Speech itself may take its time with what was handed over; what waits here may not.
            assertTrue(became.news() != StreamNews.DROPPED || became.why().get() != StreamDrop.OLD
                    || became.detail().equals("expired") || waited <= LATEST + Duration.ofSeconds(6).toNanos(),
                    () -> "late: " + became);
        }

        private void end() {
            stage.room.close();
            models.heed();
            look();
            models.end();
            replies += models.replies();
            assertEquals(Map.of(), open, "everything has an end");
            var status = stage.room.status();
            assertEquals(told, status.answered() + status.merged() + status.dropped().values().stream()
                    .mapToLong(each -> each).sum());
            assertTrue(status.answered() > 0 && status.merged() > 0);
        }
    }
}
