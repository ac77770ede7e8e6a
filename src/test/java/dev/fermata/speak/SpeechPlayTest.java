package dev.fermata.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random play: the queue, and beside it a model that looks at everything anew each millisecond. */
@Tag("long")
class SpeechPlayTest {
    private static final int GAMES = 60;
    private static final int MOVES = 150;
    /** A client, the player's pause, and two keys with which the player talks. */
    private static final int HOLDERS = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void queueAndModelTellTheSame(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < GAMES; i++) {
            play(random);
        }
    }

    private static void play(Random random) {
        Stage stage = new Stage();
        Model model = new Model();
        List<long[]> holds = new ArrayList<>();
        boolean[] on = new boolean[HOLDERS];
        for (int move = 0; move < MOVES; move++) {
            long now = stage.nowMillis();
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    String text = (random.nextInt(10) == 0 ? "bad" : "t" + random.nextInt(30)) + " "
                            + (1 + random.nextInt(400)) + (random.nextInt(3) == 0 ? " " + (1 + random.nextInt(2_000))
                                    : "");
                    SpeechRequest request = new SpeechRequest(text, new SpeechPriority(random.nextInt(31) - 10),
                            random.nextInt(4) > 0, Duration.ofMillis(random.nextInt(20) == 0 ? 50 : 3_000), "test");
                    stage.say(request);
                    model.say(request, now);
                }
                case 3 -> {
                    boolean before = held(on);
                    change(stage, on, random.nextInt(HOLDERS));
                    boolean held = held(on);
                    if (held == before) {
                        break;
                    }
                    model.hold(held, now);
                    if (held) {
                        holds.add(new long[] {now, Long.MAX_VALUE});
                    } else {
                        holds.get(holds.size() - 1)[1] = now;
                    }
                }
                case 4 -> {
                    long id = 1 + random.nextInt(1 + (int) model.lastId);
                    stage.drop(id);
                    model.drop(id, now);
                }
                default -> {
                    long millis = random.nextInt(300);
                    stage.pass(millis);
                    model.pass(now, millis);
                }
            }
            assertEquals(String.join("\n", model.log), String.join("\n", stage.log));
            nothingVanishes(stage);
        }
        nothingIsHeardDuring(holds, stage.heard);
        nothingIsHeardTwiceOrLeftOut(stage.events);
    }

    private static boolean held(boolean[] on) {
        return on[0] || on[1] || on[2] || on[3];
    }

    private static void change(Stage stage, boolean[] on, int holder) {
        on[holder] = !on[holder];
        if (holder < 2) {
            stage.hold(holder == 0 ? "api:test" : Hold.MANUAL, on[holder]);
        } else {
            List<Key> keys = new ArrayList<>();
            if (on[2]) {
                keys.add(Key.MOUSE_FORWARD);
            }
            if (on[3]) {
                keys.add(Key.V);
            }
            stage.talk(keys);
        }
    }

    /** G7: what was submitted is done, failed, dropped, refused, merged, or there. */
    private static void nothingVanishes(Stage stage) {
        Map<String, Long> counts = stage.queue.status().counts();
        long there = stage.queue.status().waiting().size() + (stage.queue.status().playing().isPresent() ? 1 : 0);
        assertEquals(counts.get("submitted"), counts.get("done") + counts.get("failed") + counts.get("dropped")
                + counts.get("refused") + counts.get("merged") + there);
        assertEquals(counts.get("refused"), stage.queue.status().refused().values().stream().mapToLong(n -> n).sum());
    }

    /** G10, on virtual time without the 20 ms. */
    private static void nothingIsHeardDuring(List<long[]> holds, List<long[]> heard) {
        for (long[] sound : heard) {
            for (long[] hold : holds) {
                assertTrue(sound[1] <= hold[0] || sound[0] >= hold[1],
                        () -> "heard from " + sound[0] + " to " + sound[1] + " in a hold from " + hold[0]);
            }
        }
    }

    private static void nothingIsHeardTwiceOrLeftOut(List<Event.Speech> events) {
        Map<Long, Long> reached = new HashMap<>();
        Map<Long, SpeechNews> last = new HashMap<>();
        for (Event.Speech event : events) {
            if (event.id() == 0) {
                continue;
            }
            SpeechNews before = last.put(event.id(), event.news());
            String at = event + " after " + before;
            switch (event.news()) {
                case QUEUED -> assertTrue(before == null || before == SpeechNews.QUEUED, at);
                case STARTED -> assertTrue(before == SpeechNews.QUEUED && event.positionNanos() == 0, at);
                case INTERRUPTED -> assertTrue(before == SpeechNews.STARTED || before == SpeechNews.RESUMED, at);
                case RESUMED -> {
                    assertEquals(SpeechNews.INTERRUPTED, before, at);
                    assertEquals(reached.get(event.id()), event.positionNanos(), at);
                }
                case DONE -> assertEquals(Stage.lengthMillis(event.text()) * Stage.MS, event.positionNanos(), at);
                case FAILED -> assertEquals(SpeechNews.QUEUED, before, at);
                default -> assertTrue(!event.reason().isEmpty(), at);
            }
            reached.put(event.id(), event.positionNanos());
        }
    }

    /** What the queue promises, in the plainest way: a list, a loop over milliseconds, and no deadlines. */
    private static final class Model {
        private static final class Item {
            long id;
            String text;
            int priority;
            boolean resumes;
            long expiry;
            long expires;
            long asked = -1;
            List<Long> answers = new ArrayList<>();
            boolean ready;
            boolean begun;
            long position;
            String end = "";
        }

        final List<String> log = new ArrayList<>();
        long lastId;
        private final List<Item> items = new ArrayList<>();
        private Item speaking;
        private long since;
        private boolean held;
        private long rest;

        void say(SpeechRequest request, long now) {
            for (Item item : items) {
                if (!item.begun && item.text.equals(request.text())) {
                    item.priority = Math.min(item.priority, request.priority().number());
                    item.expires = Math.max(item.expires, now + request.expiry().toMillis());
                    tell(now, "queued", item, "");
                    settle(now);
                    return;
                }
            }
            Item item = new Item();
            item.id = ++lastId;
            item.text = request.text();
            item.priority = request.priority().number();
            item.resumes = request.resumes();
            item.expiry = request.expiry().toMillis();
            item.expires = now + item.expiry;
            items.add(item);
            tell(now, "queued", item, "");
            settle(now);
        }

        void hold(boolean on, long now) {
            held = on;
            rest = on ? rest : now + 250;
            settle(now);
        }

        void drop(long id, long now) {
            for (Item item : List.copyOf(items)) {
                if (item.id == id) {
                    items.remove(item);
                    tell(now, "dropped", item, "skipped");
                }
            }
            if (speaking != null && speaking.id == id) {
                speaking.end = "skipped";
            }
            settle(now);
        }

        void pass(long from, long millis) {
            for (long now = from + 1; now <= from + millis; now++) {
                settle(now);
            }
        }

        private void tell(long now, String what, Item item, String why) {
            log.add(now + " " + what + " " + item.id + (item.position > 0 ? " at " + item.position : "")
                    + (why.isEmpty() ? "" : " (" + why + ")"));
        }

        private void settle(long now) {
            boolean again = true;
            while (again) {
                items.sort(Comparator.<Item>comparingInt(each -> each.priority).thenComparing(each -> each.id));
                answers(now);
                again = turn(now);
                again |= ask(now);
            }
        }

        private void answers(long now) {
            for (Item item : List.copyOf(items)) {
                if (item.answers.remove(now) && item.asked >= 0) {
                    item.asked = -1;
                    if (item.text.startsWith("bad")) {
                        items.remove(item);
                        tell(now, "failed", item, "bad voice");
                    } else {
                        item.ready = true;
                    }
                }
            }
        }

        private boolean turn(long now) {
            for (Item item : List.copyOf(items)) {
                if (item.expires <= now) {
                    items.remove(item);
                    tell(now, "dropped", item, "expired");
                }
            }
            Item next = next(now);
            if (speaking == null) {
                if (held || next == null) {
                    return false;
                }
                items.remove(next);
                tell(now, next.begun ? "resumed" : "started", next, "");
                next.begun = true;
                speaking = next;
                since = now - next.position;
                return true;
            }
            long length = Stage.lengthMillis(speaking.text);
            Item item = speaking;
            item.position = now - since;
            int gap = next == null ? 0 : item.priority - next.priority;
            boolean beaten = !held && gap >= (item.position * 100 > length * 85 ? 8 : 5);
            if (item.position >= length) {
                tell(now, "done", item, "");
            } else if (!item.end.isEmpty()) {
                tell(now, "dropped", item, item.end);
            } else if (held || beaten) {
                String by = held ? "a hold" : "item " + next.id;
                tell(now, "interrupted", item, by);
                item.expires = now + item.expiry;
                if (item.resumes) {
                    items.add(item);
                } else {
                    tell(now, "dropped", item, "interrupted by " + by);
                }
            } else {
                return false;
            }
            rest = held ? rest : now + 250;
            speaking = null;
            return true;
        }

        private Item next(long now) {
            for (Item item : items) {
                if (item.ready) {
                    return item.begun && now < rest ? null : item;
                }
                if (item.asked < 0 || now - item.asked < 1_500) {
                    return null;
                }
            }
            return null;
        }

        private boolean ask(long now) {
            boolean answered = false;
            int place = 0;
            for (Item item : items) {
                if (item.begun) {
                    continue;
                }
                if (place++ >= 2) {
                    item.ready = false;
                    item.asked = -1;
                } else if (!item.ready && item.asked < 0) {
                    item.asked = now;
                    item.answers.add(now + Stage.delayMillis(item.text));
                    answered |= Stage.delayMillis(item.text) == 0;
                }
            }
            return answered;
        }
    }
}
