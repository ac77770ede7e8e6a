package dev.fermata.stream;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.event.SpeechNews;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.StreamNews;
import dev.fermata.model.Glob;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import dev.fermata.model.Viewer;
import dev.fermata.pause.Stillness;
import dev.fermata.stream.llm.Prompt;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A room on a clock set by hand, and speech that does what the test says. */
final class RoomStage {
    final HandClock clock = new HandClock();
    final List<SpeechRequest> asked = new ArrayList<>();
    final List<StreamEvent> events = new ArrayList<>();
    final List<Long> unsaid = new ArrayList<>();
    final Map<Long, Prompt> prompts = new HashMap<>();
    private final List<String> models = new ArrayList<>();
    final Room room;
    private final Bus bus = new Bus(new FailFast());
    /** Whether what is asked for is heard before the answer to that is there. */
    boolean atOnce;
    private boolean woken = true;
    private SpeechAnswer.Refusal refusal;
    private long next;

    RoomStage(StreamBook book) {
        bus.register(this);
        room = new Room(clock, bus, book, new Voice(), new Models(), new Random(1), () -> woken = true);
        room.heed(Stillness.NONE, Optional.empty());
    }

    private final class Voice implements Room.Says {
        @Override
        public SpeechAnswer say(SpeechRequest request) {
            asked.add(request);
        if (atOnce) {
            news(SpeechNews.STARTED, next + 1, "");
        }
            return refusal == null ? new SpeechAnswer(++next, false, Optional.empty())
                    : new SpeechAnswer(0, false, Optional.of(refusal));
        }

        @Override
        public void unsay(long id, String because) {
            unsaid.add(id);
        }
    }

    private final class Models implements Writes {
        @Override
        public void begin(long number, Prompt prompt) {
            prompts.put(number, prompt);
            models.add("begin " + number);
        }

        @Override
        public void cancel(long number) {
            models.add("cancel " + number);
        }
    }

    void refuse(SpeechAnswer.Refusal why) {
        refusal = why;
    }

    @Subscribe
    @AllowConcurrentEvents
    public void on(StreamEvent event) {
        events.add(event);
    }

    static Variants text(String written) {
        return VariantSyntax.parse(written).variants().orElseThrow();
    }

    static StreamBook.Answer answer(StreamKind on, String text) {
        return new StreamBook.Answer(on, text(text), Optional.empty(), Optional.empty(), 0, List.of(), false,
                Optional.empty(), 0, 0, Duration.ZERO, Duration.ofSeconds(20), false);
    }

    static StreamBook book(StreamBook.Answer... answers) {
        return book(new StreamBook.Script(List.of(), Duration.ZERO, false), answers);
    }

    static StreamBook book(StreamBook.Script script, StreamBook.Answer... answers) {
        return new StreamBook(List.of(), new StreamBook.Ignored(List.of(new Glob("*bot")), List.of("!"), true, 40,
                List.of("darn")), List.of(answers), script, List.of("price"), "somebody", List.of(),
                new StreamBook.Replies("Be nice.", 2, 60, Duration.ofSeconds(5)));
    }

    static StreamMessage chat(String user, String text) {
        return new StreamMessage("", StreamKind.CHAT, "f", new Viewer(user, user, 0, false), text, "", 1, 0);
    }

    static StreamMessage gift(String user, String gift, long count, long value) {
        return new StreamMessage("", StreamKind.GIFT, "f", new Viewer(user, user, 0, false), "", gift, count, value);
    }

    static StreamMessage like(String user, long count) {
        return new StreamMessage("", StreamKind.LIKE, "f", new Viewer(user, user, 0, false), "", "", count, 0);
    }

    static StreamMessage plain(StreamKind kind, String user) {
        return new StreamMessage("", kind, "f", new Viewer(user, user, 0, false), "", "", 1, 0);
    }

    /** Whether the room has asked to be stepped since the last time. */
    boolean wasWoken() {
        boolean was = woken;
        woken = false;
        return was;
    }

    long step() {
        return room.step(clock.nanos());
    }

    void tell(StreamMessage message) {
        room.told(message, clock.nanos());
    }

    /** What was asked to be spoken since the last time, with its priority. */
    List<String> said() {
        List<String> said = asked.stream().map(each -> each.text() + " " + each.priority().number()).toList();
        asked.clear();
        return said;
    }

    /** What was asked of models since the last time. */
    List<String> models() {
        List<String> asked = List.copyOf(models);
        models.clear();
        return asked;
    }

    void news(SpeechNews news, long item, String reason) {
        room.happened(new Event.Speech(clock.nanos(), news, item, "", SpeechPriority.NORMAL, 0, reason, 0));
    }

    /** It is heard to its end. */
    void heard(long item) {
        news(SpeechNews.STARTED, item, "");
        news(SpeechNews.DONE, item, "");
    }

    private static String said(StreamEvent.Became became) {
        return (became.model().isEmpty() ? "" : became.model() + ": ") + became.text()
                + (became.detail().isEmpty() ? "" : " (" + became.detail() + ")");
    }

    /** What became of each, in the order in which it did. */
    List<String> became() {
        List<String> became = events.stream().filter(StreamEvent.Became.class::isInstance)
                .map(StreamEvent.Became.class::cast).map(each -> each.number() + " " + (each.news() == StreamNews.ANSWERED
                        ? said(each) : each.news() == StreamNews.MERGED ? "into " + each.into()
                        : each.why().orElseThrow() + (each.detail().isEmpty() ? "" : " " + each.detail()))).toList();
        events.clear();
        return became;
    }
}
