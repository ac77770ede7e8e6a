package dev.fermata.stream;

import dev.fermata.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Set;
import java.util.stream.Stream;

/** What was handed over to be spoken and is not over, and whether anything is heard. Confined to the room's lock. */
final class Handed {
    /** So many are handed over at once: one is heard while the next one's sound is made. */
    static final int AT_ONCE = 2;
    private static final int MOST_EARLY = 1_000;

    /** By the number of the item of speech, which may be one for several. */
    private final Map<Long, List<Spoken>> handed = new HashMap<>();
    /** What is being written, of which a part may have been handed over. */
    private final Set<Pending> written = new LinkedHashSet<>();
    /** What has ended while something was handed over: maybe that, whose number is not known yet. */
    private final Map<Long, Event.Speech> early = new HashMap<>();
    /** What began to be heard while something was handed over. */
    private final Set<Long> earlyBegun = new HashSet<>();
    private boolean handing;
    /** The item of speech that is heard, whoever wanted it; 0 for none. */
    private long heard;
    private long quietSince;

    Handed(long now) {
        quietSince = now;
    }

    /** @param item empty for a paragraph of the script */
    record Spoken(Optional<Pending> item, String text) {
    }

    /** Whether nothing is heard. */
    boolean isIdle() {
        return heard == 0;
    }

    /** Whether nothing is heard and nothing of ours is to be. */
    boolean isQuiet() {
        return heard == 0 && handed.isEmpty() && written.isEmpty();
    }

    /** Since when nothing has been said. */
    long quietSince() {
        return quietSince;
    }

    void quietFrom(long now) {
        quietSince = Math.max(quietSince, now);
    }

    private Stream<Pending> items() {
        return Stream.concat(written.stream(), handed.values().stream().flatMap(List::stream)
                .flatMap(each -> each.item().stream())).distinct();
    }

    int size() {
        return (int) items().count();
    }

    /**
     * Whether one more may be handed over, and that one. What is more important than all that have not begun always may,
     * for nothing less important is to be heard before it; so there are no more of these than there are priorities.
     */
    boolean mayTake(Pending item) {
        return size() < AT_ONCE || items().filter(each -> !each.begun)
                .allMatch(each -> item.priority.compareTo(each.priority) < 0);
    }

    /** It is being written, so one of those that are handed over. */
    void writes(Pending item) {
        written.add(item);
    }

    /** It is not being written any more, and nothing more of it is handed over. */
    void wrote(Pending item) {
        written.remove(item);
    }

    /** What an item of speech is for. */
    List<Spoken> of(long id) {
        return List.copyOf(handed.getOrDefault(id, List.of()));
    }

    /** The numbers of the items of speech that are for that one alone. */
    List<Long> idsOf(Pending item) {
        return handed.entrySet().stream().filter(each -> each.getValue().stream()
                .allMatch(spoken -> spoken.item().filter(item::equals).isPresent())).map(Map.Entry::getKey).toList();
    }

    /** Something is about to be handed over. */
    void begin() {
        handing = true;
    }

    /** It was not taken. */
    void refused() {
        handing = false;
        early.clear();
        earlyBegun.clear();
    }

    /** It was taken. @return its end, if that was told already; it is over then */
    Optional<Event.Speech> taken(long id, Spoken spoken) {
        handing = false;
        Optional<Event.Speech> end = Optional.ofNullable(early.get(id));
        early.clear();
        if (earlyBegun.contains(id)) {
            spoken.item().ifPresent(item -> item.begun = true);
        }
        earlyBegun.clear();
        if (end.isEmpty()) {
            handed.computeIfAbsent(id, each -> new ArrayList<>()).add(spoken);
        }
        return end;
    }

    /** Takes an event of speech. @return what is over by it */
    List<Spoken> happened(Event.Speech event) {
        switch (event.news()) {
            case STARTED, RESUMED -> {
                heard = event.id();
                if (handing && earlyBegun.size() < MOST_EARLY) {
                    earlyBegun.add(event.id());
                }
                handed.getOrDefault(event.id(), List.of()).forEach(each -> each.item().ifPresent(item ->
                        item.begun = true));
            }
            case INTERRUPTED -> fellSilent(event);
            case DONE, DROPPED, FAILED -> {
                fellSilent(event);
                if (handed.containsKey(event.id())) {
                    return handed.remove(event.id());
                }
                if (handing && early.size() < MOST_EARLY) {
                    early.put(event.id(), event);
                }
            }
            case QUEUED, REFUSED -> { }
        }
        return List.of();
    }

    private void fellSilent(Event.Speech event) {
        if (heard == event.id()) {
            heard = 0;
            quietFrom(event.atNanos());
        }
    }

    /** Forgets all of it. @return what it was */
    List<Spoken> clear() {
        List<Spoken> all = handed.values().stream().flatMap(Collection::stream).toList();
        handed.clear();
        return all;
    }
}
