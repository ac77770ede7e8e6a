package dev.fermata.stream;

import dev.fermata.model.NotWritten;
import dev.fermata.model.ReplyFigures;
import dev.fermata.time.Waits;
import java.util.EnumMap;
import java.util.Map;

/** What has come of answers that language models are to write: counts. Confined to the room's lock. */
final class ReplyBook {
    private final Map<NotWritten, Long> templates = new EnumMap<>(NotWritten.class);
    private final Waits firsts = new Waits();
    private long asked;
    private long said;
    private long cut;

    void asked() {
        asked++;
    }

    /** @param after it was asked for, in nanoseconds */
    void first(long after) {
        firsts.add(after);
    }

    void said(boolean whole) {
        said++;
        cut += whole ? 0 : 1;
    }

    void template(NotWritten why) {
        templates.merge(why, 1L, Long::sum);
    }

    ReplyFigures figures(int writing) {
        return new ReplyFigures(asked, said, cut, new EnumMap<>(templates), writing, firsts.quantile(0.5),
                firsts.quantile(0.99), firsts.longest());
    }
}
