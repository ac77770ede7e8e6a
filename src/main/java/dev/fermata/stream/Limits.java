package dev.fermata.stream;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.model.StreamDrop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How many have been answered in the last minute, by answer and by person. Bounded; confined to the room's lock. */
final class Limits {
    private static final int PERSONS = 5_000;

    private final Map<StreamBook.Answer, LastMinute> byAnswer = new HashMap<>();
    private final Map<Person, LastMinute> byPerson = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Person, LastMinute> eldest) {
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
        LastMinute person = ofPerson ? byPerson.computeIfAbsent(new Person(answer, who), each -> new LastMinute())
                : new LastMinute();
        if (ofPerson && person.count(now) >= answer.perPerson()) {
            return Optional.of(StreamDrop.PERSON);
        }
        if (answer.perMinute() > 0) {
            LastMinute all = byAnswer.computeIfAbsent(answer, each -> new LastMinute());
            if (all.count(now) >= answer.perMinute()) {
                return Optional.of(StreamDrop.RATE);
            }
            all.add(now);
        }
        person.add(now);
        return Optional.empty();
    }
}
