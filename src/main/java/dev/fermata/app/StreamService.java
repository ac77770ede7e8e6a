package dev.fermata.app;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.Viewers;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.control.ChangeBudget;
import dev.fermata.control.StreamControl;
import dev.fermata.control.TooMuchException;
import dev.fermata.event.Event;
import dev.fermata.event.FeedNews;
import dev.fermata.event.StreamEvent;
import dev.fermata.model.Key;
import dev.fermata.model.Scope;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.ViewersStatus;
import dev.fermata.net.WebSocketClient;
import dev.fermata.observe.Latencies;
import dev.fermata.observe.MetricsText;
import dev.fermata.stream.Room;
import dev.fermata.stream.Told;
import dev.fermata.stream.feed.ClientFeed;
import dev.fermata.stream.feed.LiveFeed;
import dev.fermata.time.Clock;
import dev.fermata.time.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** The live-stream companion of an agent: its room and its feeds, on the thread {@code stream}. Thread-safe. */
final class StreamService implements StreamControl, AutoCloseable {
    private static final String PART = "stream";
    private static final Duration STOP_WAIT = Duration.ofMillis(200);
    /** Far more than the busiest rooms bring; each has events that others have to take. */
    private static final int AT_ONCE = 2_000;
    private static final int PER_SECOND = 500;

    private final Agent agent;
    private final StreamReplies replies;
    private final Room room;
    private final WebSocketClient sockets = new WebSocketClient("stream-feeds");
    /** Exchanged by its own thread. */
    private volatile List<LiveFeed> feeds;
    /** Null where the settings let no viewer play. */
    private final ViewerService viewers;
    private volatile List<StreamBook.Feed> wanted;
    private final Worker worker;
    private final Runnable unwatch;
    private final ChangeBudget budget = new ChangeBudget(AT_ONCE, PER_SECOND);
    private final LongAdder refused = new LongAdder();
    /** Of its own thread: what speaks is made before there is something to say, so that it is said at once. */
    private boolean ready;

    /**
     * Begins at once, but answers nothing before the agent is started.
     *
     * @param talk the keys that the player talks with
     */
    StreamService(Agent agent, Settings.Stream settings, Set<Key> talk) {
        this.agent = agent;
        StreamBook book = settings.book();
        viewers = settings.viewers() ? new ViewerService(agent, talk) : null;
        replies = new StreamReplies(agent.clock(), this::room, this::advise, failure -> agent.report(PART, failure));
        room = new Room(agent.clock(), agent.core().bus(), book, new Voice(), replies, new Random(), this::wake);
        replies.use(book);
        wanted = book.feeds();
        feeds = wanted.stream().map(this::feed).toList();
        worker = new Worker(PART, this::step, agent.clock(), failure -> agent.report(PART, failure));
        agent.core().bus().register(this);
        agent.core().ledger().listen(Scope.SPEECH, room);
        unwatch = agent.watch(PART, worker);
        worker.start();
    }

    private void advise(String message) {
        agent.tell(new Event.Advice(agent.clock().nanos(), message));
    }

    private Room room() {
        return room;
    }

    private LiveFeed feed(StreamBook.Feed feed) {
        return new LiveFeed(feed, sockets, agent.clock(), this::take, (news, detail) -> changed(feed, news, detail),
                new Random(), this::wake);
    }

    /** Has viewers play what a profile lists for them from now on, where the settings let them. One thread at a time. */
    void load(Viewers listed) {
        if (viewers != null) {
            viewers.load(listed);
        }
    }

    /** Goes by other rules from now on; a feed that is the same as before stays connected. Any thread. */
    void use(StreamBook book) {
        room.use(book);
        replies.use(book);
        wanted = book.feeds();
        wake();
    }

    /** Listens to those that are wanted, and to no others. */
    private void follow(List<StreamBook.Feed> others) {
        List<LiveFeed> before = feeds;
        if (before.stream().map(LiveFeed::feed).toList().equals(others)) {
            return;
        }
        List<LiveFeed> now = others.stream().map(each -> before.stream().filter(old -> old.feed().equals(each))
                .findFirst().orElseGet(() -> feed(each))).toList();
        feeds = now;
        before.stream().filter(old -> !now.contains(old)).forEach(LiveFeed::close);
    }

    private void changed(StreamBook.Feed feed, FeedNews news, String detail) {
        agent.tell(new StreamEvent.FeedChanged(agent.clock().nanos(), news, feed.name(), detail));
    }

    private void wake() {
        // What wakes it while it is wired is stepped when its thread begins.
        Worker made = worker;
        if (made != null) {
            made.wake();
        }
    }

    private long step(long nowNanos) {
        if (!ready) {
            ready = true;
            if (agent.speech().service().isEmpty()) {
                advise("viewers are not answered: " + SpeechMaker.OFF);
            }
        }
        follow(wanted);
        long next = Clock.NEVER;
        for (LiveFeed feed : feeds) {
            next = Math.min(next, feed.step(nowNanos));
        }
        return Math.min(next, room.step(nowNanos));
    }

    /** Whatever speaks. */
    private final class Voice implements Room.Says {
        @Override
        public SpeechAnswer say(SpeechRequest request) {
            return agent.speech().service().map(service -> service.submit(request))
                    .orElse(new SpeechAnswer(0, false, Optional.of(SpeechAnswer.Refusal.NOT_RUNNING)));
        }

        @Override
        public void unsay(long id, String because) {
            agent.speech().service().ifPresent(service -> service.dropOwn(id, because));
        }
    }

    /** Takes an event; never waits. */
    @Subscribe
    @AllowConcurrentEvents
    public void onEvent(Event event) {
        if (event instanceof Event.Speech speech) {
            room.happened(speech);
        } else if (viewers != null) {
            viewers.happened(event);
        }
    }

    private void take(StreamMessage message, long readAtNanos) {
        if (budget.take(readAtNanos)) {
            told(message, readAtNanos);
        } else {
            refused.increment();
        }
    }

    private long told(StreamMessage message, long readAtNanos) {
        Told told = room.told(message, readAtNanos);
        if (viewers != null) {
            viewers.told(told, message);
        }
        return told.number();
    }

    @Override
    public long tell(StreamMessage message) {
        long now = agent.clock().nanos();
        if (!budget.take(now)) {
            refused.increment();
            throw new TooMuchException(TooMuchException.What.CHANGES,
                    "more has been told of the stream in the last seconds than anybody could listen to");
        }
        return told(ClientFeed.cleaned(message), now);
    }

    @Override
    public StreamStatus status() {
        return room.status().with(agent.speech().isOff() ? Optional.of(SpeechMaker.OFF) : Optional.empty(),
                feeds.stream().map(LiveFeed::status).toList(), refused.sum(), replies.figures());
    }

    @Override
    public Optional<ViewersStatus> viewers() {
        return viewers == null ? Optional.empty() : Optional.of(viewers.status());
    }

    /** Adds the same to the metrics. */
    void writeTo(MetricsText text) {
        StreamStatus status = status();
        MetricsText.Family came = text.counter("fermata_stream_messages", "What feeds have told of the stream, by kind.");
        for (StreamKind kind : StreamKind.values()) {
            came.sample(status.came().getOrDefault(kind, 0L), "kind", kind.id());
        }
        text.counter("fermata_stream_outcomes", "What became of it.")
                .sample(status.answered(), "outcome", "answered").sample(status.merged(), "outcome", "merged")
                .sample(status.dropped().values().stream().mapToLong(each -> each).sum(), "outcome", "dropped");
        MetricsText.Family dropped = text.counter("fermata_stream_dropped", "What was not answered, by why.");
        for (StreamDrop why : StreamDrop.values()) {
            dropped.sample(status.dropped().getOrDefault(why, 0L), "why", why.id());
        }
        text.counter("fermata_stream_refused", "What was not even looked at, for more came than could be listened to.")
                .sample(status.refused());
        text.gauge("fermata_stream_waiting", "", "What waits to be answered.").sample(status.waiting());
        MetricsText.Family open = text.gauge("fermata_stream_feed_open", "", "Whether a feed is connected to.");
        status.feeds().forEach(feed -> open.sample(feed.isOpen() ? 1 : 0, "feed", feed.name()));
        ModelMetrics.write(text, status.replies(), status.models());
        text.durations("fermata_stream_wait_seconds", "From what was told until it was handed over to be spoken.")
                .durations(new Latencies.Summary(status.answered(), status.waitP50Nanos(), status.waitP99Nanos(),
                        status.waitMaxNanos()));
        text.durations("fermata_stream_decision_seconds", "From a message being read until it was decided what becomes of it.")
                .durations(new Latencies.Summary(status.decided(), status.decisionP50Nanos(), status.decisionP99Nanos(),
                        status.decisionMaxNanos()));
        if (viewers != null) {
            viewers.writeTo(text);
        }
    }

    @Override
    public void close() {
        unwatch.run();
        worker.stop(STOP_WAIT);
        agent.core().ledger().forget(Scope.SPEECH, room);
        agent.core().bus().unregister(this);
        feeds.forEach(LiveFeed::close);
        sockets.close();
        room.close();
        replies.close();
    }
}
