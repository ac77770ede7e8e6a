package dev.fermata.speak;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.SpeechAnswer.Refusal;
import dev.fermata.model.SpeechFigures;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.SpeechStatus;
import dev.fermata.time.Waits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of every item: counts, the last ones, and the event of each. Confined to the lock of its queue. */
final class SpeechBook {
    private static final int KEPT = 50;

    private final Bus bus;
    private final Map<SpeechNews, Long> counts = new EnumMap<>(SpeechNews.class);
    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private final Deque<SpeechStatus.Ended> ended = new ArrayDeque<>();
    private long submitted;
    private long merged;
    private final Map<Drop, Long> dropped = new EnumMap<>(Drop.class);
    private final Waits waits = new Waits();
    private long spokenNanos;

    SpeechBook(Bus bus) {
        this.bus = bus;
    }

    void submitted() {
        submitted++;
    }

    /** Something happened to an item that is not over by it. */
    void tell(long now, SpeechNews news, SpeechItem item, String reason) {
        counts.merge(news, 1L, Long::sum);
        bus.queue(new Event.Speech(now, news, item.id, item.request.text(), item.priority, item.positionNanos(), reason,
                item.repeats));
    }

    /** The same was asked for again. */
    void merged(long now, SpeechItem into) {
        merged++;
        bus.queue(new Event.Speech(now, SpeechNews.QUEUED, into.id, into.request.text(), into.priority, 0, "",
                into.repeats));
    }

    /** An item is heard, for the first time or where it fell silent. */
    void begins(long now, SpeechItem item) {
        if (!item.begun) {
            waits.add(now - item.submittedAt);
        }
        tell(now, item.begun ? SpeechNews.RESUMED : SpeechNews.STARTED, item, "");
    }

    /** An item that was accepted is not spoken to its end. */
    void dropped(long now, Drop why, SpeechItem item, String reason) {
        dropped.merge(why, 1L, Long::sum);
        ended(now, SpeechNews.DROPPED, item, reason);
    }

    /** An item is over. */
    void ended(long now, SpeechNews how, SpeechItem item, String reason) {
        tell(now, how, item, reason);
        spokenNanos += item.positionNanos();
        if (ended.size() == KEPT) {
            ended.removeLast();
        }
        ended.addFirst(new SpeechStatus.Ended(item.id, item.request.text(), how.name().toLowerCase(Locale.ROOT),
                reason));
    }

    void refused(long now, SpeechRequest request, Refusal why) {
        refused.merge(why, 1L, Long::sum);
        counts.merge(SpeechNews.REFUSED, 1L, Long::sum);
        bus.queue(new Event.Speech(now, SpeechNews.REFUSED, 0, request.text(), request.priority(), 0,
                why.name().toLowerCase(Locale.ROOT), 0));
    }

    List<SpeechStatus.Ended> ended() {
        return List.copyOf(ended);
    }

    Map<String, Long> counts() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("submitted", submitted);
        all.put("merged", merged);
        for (SpeechNews news : List.of(SpeechNews.DONE, SpeechNews.DROPPED, SpeechNews.FAILED, SpeechNews.REFUSED,
                SpeechNews.INTERRUPTED, SpeechNews.RESUMED)) {
            all.put(news.name().toLowerCase(Locale.ROOT), counts.getOrDefault(news, 0L));
        }
        return all;
    }

    SpeechFigures figures(long gaps) {
        Map<String, Long> all = new LinkedHashMap<>();
        dropped.forEach((why, count) -> all.put(why.id(), count));
        return new SpeechFigures(all, spokenNanos, waits.count(), waits.quantile(0.5), waits.quantile(0.99),
                waits.longest(), gaps);
    }

    Map<String, Long> refused() {
        Map<String, Long> all = new LinkedHashMap<>();
        refused.forEach((why, count) -> all.put(why.name().toLowerCase(Locale.ROOT), count));
        return all;
    }
}
