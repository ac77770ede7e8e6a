package dev.fermata.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.event.StreamEvent;
import dev.fermata.event.StreamNews;
import dev.fermata.model.NotWritten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Language models of a random room, some of which write late, stop in the middle, fail, or never come; and what has to
 * be true of what is said of theirs. Each sentence says whose it is and which one.
 */
final class PlayedModels {
    private final RoomStage stage;
    private final Random random;
    /** What is to be written, by the number of what it answers. */
    private final Map<Long, List<String>> written = new TreeMap<>();
    private final Map<Long, Integer> handedOver = new HashMap<>();
    private final Map<Long, Integer> spoken = new HashMap<>();
    private final List<Long> writing = new ArrayList<>();
    private int replies;
    private int cut;
    private int templates;

    PlayedModels(RoomStage stage, Random random) {
        this.stage = stage;
        this.random = random;
    }

    /** Whose sentence it is; 0 for nobody's. */
    long numberOf(String text) {
        return text.startsWith("re ") ? Long.parseLong(text.split(" ")[1]) : 0;
    }

    /** Does as it is told. */
    void heed() {
        for (String order : stage.models()) {
            long number = Long.parseLong(order.split(" ")[1]);
            if (order.startsWith("begin")) {
                assertFalse(written.containsKey(number), "it is asked for once");
                written.put(number, new ArrayList<>());
                writing.add(number);
                assertTrue(writing.size() <= RoomPlayTest.FEW, "a few at a time: " + writing);
            } else {
                assertTrue(written.containsKey(number), "what is cancelled was begun");
                writing.remove(number);
            }
        }
    }

    /** Some of them write something. */
    void write() {
        heed();
        for (long number : List.copyOf(writing)) {
            // One in eleven never comes.
            int what = number % 11 == 3 ? 9 : random.nextInt(12);
            if (what < 4) {
                String sentence = "re " + number + " " + written.get(number).size() + ".";
                written.get(number).add(sentence);
                stage.room.wrote(number, "m", sentence);
            } else if (what == 4) {
                writing.remove(number);
                stage.room.written(number, "");
            } else if (what == 5 && random.nextInt(3) == 0) {
                writing.remove(number);
                stage.room.notWritten(number, NotWritten.FAILED, "");
            } else if (what == 6 && random.nextInt(9) == 0) {
                stage.room.wrote(number, "m", "darn.");
            }
        }
    }

    /** In their order, none twice, none that was not written. */
    void handedOver(String text, long item) {
        long number = numberOf(text);
        if (number != 0) {
            int next = handedOver.merge(number, 1, Integer::sum) - 1;
            assertTrue(next < written.get(number).size(), "what nobody has written: " + text);
            assertEquals(written.get(number).get(next), text);
            assertTrue(next - spoken.getOrDefault(number, 0) < 3, "two at a time at most");
        }
    }

    void spoken(String text) {
        long number = numberOf(text);
        if (number != 0) {
            spoken.merge(number, 1, Integer::sum);
        }
    }

    /** What is told of one that was answered is what was heard of it. */
    void became(StreamEvent.Became became) {
        if (became.news() != StreamNews.ANSWERED || became.model().isEmpty()) {
            assertFalse(became.text().startsWith("re "), "nobody wrote it: " + became);
            templates += became.detail().startsWith("no model wrote it") ? 1 : 0;
            return;
        }
        List<String> all = written.get(became.number());
        int heard = spoken.get(became.number());
        assertEquals(String.join(" ", all.subList(0, heard)), became.text());
        assertTrue(heard == all.size() || !became.detail().isEmpty(), "why it is not whole: " + became);
        replies++;
        cut += became.detail().isEmpty() ? 0 : 1;
    }

    /** How many were said as a model wrote them. */
    int replies() {
        return replies;
    }

    /** The room is closed. */
    void end() {
        assertEquals(List.of(), writing, "nobody writes for nobody");
        var figures = stage.room.status().replies();
        assertEquals(replies + " " + cut, figures.said() + " " + figures.cut());
        assertTrue(templates <= figures.templates().values().stream().mapToLong(each -> each).sum());
        assertEquals(0, figures.writing());
    }
}
