package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.StreamDrop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How many have been answered in the last minute, by answer and by person. Bounded; confined to the room's lock. */
final class Limits {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int PERSONS = 5_000;

    private final Map<StreamBook.Answer, Deque<Long>> byAnswer = new HashMap<>();
    private final Map<Person, Deque<Long>> byPerson = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Person, Deque<Long>> eldest) {
            return size() > PERSONS;
        }
    };

    private record Person(StreamBook.Answer answer, String who) {
    }

    /** Forgets the answers that there are no more. */
    void keepOnly(StreamBook book) {
        byAnswer.keySet().retainAll(book.answers());
    }

    /**
     * Counts one more, if it may be.
     *
     * @param who the person; empty for nobody in particular, who has no limit
     * @return why it may not
     */
    Optional<StreamDrop> take(StreamBook.Answer answer, String who, long now) {
        boolean ofPerson = answer.perPerson() > 0 && !who.isEmpty();
        Deque<Long> person = ofPerson ? lately(byPerson.computeIfAbsent(new Person(answer, who), each ->
                new ArrayDeque<>()), now) : new ArrayDeque<>();
        if (ofPerson && person.size() >= answer.perPerson()) {
            return Optional.of(StreamDrop.PERSON);
        }
        if (answer.perMinute() > 0) {
            Deque<Long> all = lately(byAnswer.computeIfAbsent(answer, each -> new ArrayDeque<>()), now);
            if (all.size() >= answer.perMinute()) {
                return Optional.of(StreamDrop.RATE);
            }
            all.addLast(now);
        }
        person.addLast(now);
        return Optional.empty();
    }

    private static Deque<Long> lately(Deque<Long> times, long now) {
        while (!times.isEmpty() && now - times.peekFirst() >= MINUTE) {
            times.removeFirst();
        }
        return times;
    }
}
