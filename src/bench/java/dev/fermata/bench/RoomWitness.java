package dev.fermata.bench;

import dev.fermata.bench.EventReader.Heard;
import dev.fermata.bench.RoomTraffic.Told;
import dev.fermata.observe.EventLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what the relays told with what the agent tells of it: each message comes, and each has one end with its reason;
 * and which gift was heard when. It knows nothing of the agent's code but the words of its events.
 */
final class RoomWitness {
    private static final int MOST = 20;

    private final List<String> breaches = new ArrayList<>();
    private final Map<Long, Came> came = new TreeMap<>();
    private final Map<Long, EventLine> ends = new HashMap<>();
    private final Map<Long, Spoken> spoken = new LinkedHashMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int breached;

    /** A message, as the agent tells of it. */
    record Came(long number, double atMillis, String name, String id) {
        boolean isGift() {
            return name.equals("stream_gift");
        }
    }

    /** Something that is to be spoken, with the times of the agent's clock; NaN where that has not been. */
    static final class Spoken {
        final String text;
        final double priority;
        final double queuedMillis;
        double begunMillis = Double.NaN;
        double overMillis = Double.POSITIVE_INFINITY;

        Spoken(EventLine event) {
            text = event.text("text");
            priority = Double.parseDouble(event.text("priority"));
            queuedMillis = event.millis();
        }
    }

    RoomWitness(List<Heard> heard) {
        heard.forEach(each -> take(each.event()));
    }

    private void take(EventLine event) {
        switch (event.name()) {
            case "stream_answered", "stream_merged", "stream_dropped" -> ended(event);
            case "speech_queued" -> spoken.put(number(event, "id"), new Spoken(event));
            case "speech_started" -> {
                Spoken item = spoken.get(number(event, "id"));
                item.begunMillis = Double.isNaN(item.begunMillis) ? event.millis() : item.begunMillis;
            }
            case "speech_done", "speech_dropped", "speech_failed" -> {
                Spoken item = spoken.get(number(event, "id"));
                if (item == null || item.overMillis != Double.POSITIVE_INFINITY) {
                    breach("speech that ends twice, or never began: " + event);
                } else {
                    item.overMillis = event.millis();
                }
            }
            default -> {
                if (event.name().startsWith("stream_")) {
                    came(event);
                }
            }
        }
    }

    private void came(EventLine event) {
        long number = number(event, "number");
        if (came.put(number, new Came(number, event.millis(), event.name(), event.text("id"))) != null) {
            breach("number " + number + " came twice");
        }
    }

    private void ended(EventLine event) {
        long number = number(event, "number");
        if (!came.containsKey(number)) {
            breach("number " + number + " ends but never came");
        }
        if (ends.put(number, event) != null) {
            breach("number " + number + " ends twice: " + event);
        }
        String why = event.name().equals("stream_dropped") ? event.text("reason") : event.name().substring(7);
        reasons.merge(why, 1, Integer::sum);
        if (why.isEmpty()) {
            breach("number " + number + " was dropped without a reason");
        }
        if (event.name().equals("stream_merged") && !came.containsKey(number(event, "into"))) {
            breach("number " + number + " is merged into nothing");
        }
    }

    /** Compares with what was told. */
    void compare(Map<String, Told> told) {
        Map<String, Integer> found = new HashMap<>();
        came.values().forEach(each -> found.merge(each.id(), 1, Integer::sum));
        told.values().forEach(each -> {
            int times = found.getOrDefault(each.id(), 0);
            if (times != each.times()) {
                breach(each.id() + " was told " + each.times() + " times and came " + times + " times");
            }
        });
        found.keySet().stream().filter(id -> !id.isEmpty() && !told.containsKey(id)).forEach(id ->
                breach(id + " came and was never told"));
        came.keySet().stream().filter(number -> !ends.containsKey(number)).forEach(number ->
                breach("number " + number + " has no end: " + came.get(number)));
    }

    void breach(String what) {
        breached++;
        if (breaches.size() < MOST) {
            breaches.add(what);
        }
    }

    /** What was not as it must be, the first of it; empty where all was. */
    List<String> breaches() {
        return breached > MOST ? List.of(String.join("; ", breaches) + " and " + (breached - MOST) + " more") : breaches;
    }

    /** How many messages have no end yet. */
    long openEnds() {
        return came.keySet().stream().filter(number -> !ends.containsKey(number)).count();
    }

    int messages() {
        return came.size();
    }

    /** How they ended: how many by each reason. */
    Map<String, Integer> reasons() {
        return reasons;
    }

    /** What was said for messages that were answered. */
    List<String> answers() {
        return ends.values().stream().filter(each -> each.name().equals("stream_answered")).map(each -> each.text("text"))
                .toList();
    }

    /** All messages. */
    List<Came> all() {
        return List.copyOf(came.values());
    }

    /** A gift that was answered by itself, and what was said for it. */
    record Gift(Came came, Spoken spoken) {
    }

    /** The gifts that were answered, with what was heard for them first. */
    List<Gift> gifts() {
        List<Gift> gifts = new ArrayList<>();
        for (Came each : came.values()) {
            EventLine end = ends.get(each.number());
            if (each.isGift() && end != null && end.name().equals("stream_answered")) {
                spoken.values().stream().filter(item -> item.text.equals(end.text("text"))
                        && item.queuedMillis >= each.atMillis() && item.queuedMillis <= end.millis()).findFirst()
                        .ifPresent(item -> gifts.add(new Gift(each, item)));
            }
        }
        return gifts;
    }

    /** Whether there was, when that gift came, another one without an end, or something to be spoken that it may not interrupt. */
    boolean isBehind(Gift gift) {
        return came.values().stream().anyMatch(each -> each.isGift() && each.number() < gift.came.number()
                && ends.containsKey(each.number()) && ends.get(each.number()).millis() > gift.came.atMillis())
                || spoken.values().stream().anyMatch(each -> each != gift.spoken && each.queuedMillis < gift.came.atMillis()
                && each.overMillis > gift.came.atMillis() && each.priority < gift.spoken.priority + 5)
                // What is worth more goes first, also if it came later.
                || spoken.values().stream().anyMatch(each -> each.priority < gift.spoken.priority
                && each.begunMillis > gift.came.atMillis() && each.begunMillis < gift.spoken.begunMillis);
    }

    /** Whether anything was heard, or about to be, shortly before that. */
    boolean isQuietBefore(double millis, double forMillis) {
        return spoken.values().stream().noneMatch(each -> each.queuedMillis < millis && each.overMillis > millis - forMillis);
    }

    /**
     * Looks whether anything less important than gifts began to be spoken while a gift waited.
     *
     * @param slackMillis so young a gift's sound may not be made yet
     */
    List<String> lessImportantFirst(double slackMillis) {
        List<String> wrong = new ArrayList<>();
        List<Gift> gifts = gifts();
        List<Spoken> others = new ArrayList<>(spoken.values());
        gifts.forEach(gift -> others.remove(gift.spoken));
        for (Spoken item : others) {
            for (Gift gift : gifts) {
                if (item.priority > gift.spoken.priority && gift.came.atMillis() + slackMillis < item.begunMillis
                        && !(gift.spoken.begunMillis <= item.begunMillis)) {
                    wrong.add("'" + item.text + "' began while a gift waited: " + gift.came + " " + gift.spoken.begunMillis);
                }
            }
        }
        return wrong;
    }

    private static long number(EventLine event, String field) {
        return (long) Double.parseDouble(event.text(field));
    }
}
