package dev.fermata.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.Viewers;
import dev.fermata.config.profile.Viewers.ViewerAction;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.StreamEvent;
import dev.fermata.event.ViewerNews;
import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.ViewerRefusal;
import dev.fermata.model.ViewersStatus;
import dev.fermata.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Has played what viewers ask for, where the profile in force lists it: a passive core. The first action that a message
 * fits is its, within the rates and totals of the profile; of what is refused nothing is kept for later. Rates and totals
 * count what was accepted, whatever became of it, and another profile begins none of them anew.
 *
 * <p>What a viewer asks for ends once, with an event and a count: played, refused or dropped (G7). Thread-safe; nobody is
 * asked or told anything under the lock.
 */
public final class ViewerPlay {
    /** What the labels of actions begin with. */
    public static final String LABEL = "viewer:";
    private static final int PERSONS = 5_000;
    /** Far more than several profiles have. */
    private static final int ACTIONS = 1_000;
    private static final long NEVER_YET = Long.MIN_VALUE;

    private final Clock clock;
    private final Bus bus;
    private final Plays plays;
    private final Object lock = new Object();
    @GuardedBy("lock")
    private Viewers viewers = Viewers.NONE;
    /** By the names of actions, of other profiles as well. */
    @GuardedBy("lock")
    private final Map<String, Used> used = lately(ACTIONS);
    @GuardedBy("lock")
    private final Map<Person, LastMinute> byPerson = lately(PERSONS);
    @GuardedBy("lock")
    private final LastMinute all = new LastMinute();
    @GuardedBy("lock")
    private long taken;
    /** What was accepted and is not over, by label: those of one are played in their order. */
    @GuardedBy("lock")
    private final Map<String, Deque<Asked>> open = new HashMap<>();
    @GuardedBy("lock")
    private long played;
    @GuardedBy("lock")
    private long dropped;
    @GuardedBy("lock")
    private final Map<ViewerRefusal, Long> refused = new EnumMap<>(ViewerRefusal.class);
    @GuardedBy("lock")
    private Optional<ViewersStatus.Last> last = Optional.empty();

    /** What plays. */
    @FunctionalInterface
    public interface Plays {
        /**
         * Has something played when its turn comes, for {@link Origin#STREAM}. Must not wait.
         *
         * @return why it is not
         */
        Optional<ViewerRefusal> play(String label, Action action, Lane lane);
    }

    /** How much of an action has been used up. Guarded by the lock. */
    private static final class Used {
        private final LastMinute lately = new LastMinute();
        private long taken;
        private long lastAt = NEVER_YET;
    }

    private record Person(String action, String who) {
    }

    /** What a viewer has asked for. @param before when the same was accepted before */
    private record Asked(ViewerAction action, long number, String user, Person person, long at, long before) {
        String label() {
            return LABEL + action.name();
        }
    }

    /** One for which there is nothing to play. */
    public ViewerPlay(Clock clock, Bus bus, Plays plays) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = Objects.requireNonNull(bus);
        this.plays = Objects.requireNonNull(plays);
    }

    private static <K, V> Map<K, V> lately(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Has those played from now on, and no others. Any thread. */
    public void load(Viewers ofProfile) {
        synchronized (lock) {
            viewers = ofProfile;
        }
    }

    /**
     * Takes what a feed has told. Any thread.
     *
     * @param number that events have for it
     * @param whyNot why nobody is to do anything for it: it has come before, or is to be ignored; what only finds the
     *               agent stopped is refused for that
     */
    public void told(long number, StreamMessage message, Optional<StreamDrop> whyNot) {
        boolean stopped = whyNot.equals(Optional.of(StreamDrop.STOPPED));
        if (whyNot.isPresent() && !stopped) {
            return;
        }
        Asked asked;
        synchronized (lock) {
            Optional<ViewerAction> found = find(message);
            if (found.isEmpty()) {
                return;
            }
            asked = asked(found.get(), number, message);
            Optional<ViewerRefusal> hindrance = stopped ? Optional.of(ViewerRefusal.NOT_RUNNING) : hindrance(asked);
            if (hindrance.isPresent()) {
                refused(asked, hindrance.get());
                asked = null;
            } else {
                accept(asked);
            }
        }
        if (asked != null) {
            Optional<ViewerRefusal> refusal = plays.play(asked.label(), asked.action().action(), asked.action().lane());
            if (refusal.isPresent()) {
                synchronized (lock) {
                    takeBack(asked);
                    refused(asked, refusal.get());
                }
            }
        }
        bus.deliver();
    }

    @GuardedBy("lock")
    private Optional<ViewerAction> find(StreamMessage message) {
        return viewers.playable().stream().filter(each ->
                Fits.fits(message, each.on(), each.least(), each.words(), each.special())
                && (each.gifts().isEmpty() || each.gifts().stream().anyMatch(message.gift()::equalsIgnoreCase)))
                .findFirst();
    }

    @GuardedBy("lock")
    private Asked asked(ViewerAction action, long number, StreamMessage message) {
        return new Asked(action, number, message.viewer().name(), new Person(action.name(), Persons.key(message)),
                clock.nanos(), used(action).lastAt);
    }

    @GuardedBy("lock")
    private Used used(ViewerAction action) {
        return used.computeIfAbsent(action.name(), each -> new Used());
    }

    @GuardedBy("lock")
    private LastMinute of(Person person) {
        return byPerson.computeIfAbsent(person, each -> new LastMinute());
    }

    @GuardedBy("lock")
    private Optional<ViewerRefusal> hindrance(Asked asked) {
        ViewerAction action = asked.action();
        Used ofAction = used(action);
        long now = asked.at();
        ViewerRefusal why = null;
        if (taken >= viewers.total() || action.total() > 0 && ofAction.taken >= action.total()) {
            why = ViewerRefusal.TOTAL;
        } else if (ofAction.lastAt != NEVER_YET && now - ofAction.lastAt < action.cooldown().toNanos()) {
            why = ViewerRefusal.COOLDOWN;
        } else if (action.perPerson() > 0 && of(asked.person()).count(now) >= action.perPerson()) {
            why = ViewerRefusal.PERSON;
        } else if (all.count(now) >= viewers.perMinute()
                || action.perMinute() > 0 && ofAction.lately.count(now) >= action.perMinute()) {
            why = ViewerRefusal.RATE;
        }
        return Optional.ofNullable(why);
    }

    /** Before anybody is asked: it may be played before the answer is here. */
    @GuardedBy("lock")
    private void accept(Asked asked) {
        Used ofAction = used(asked.action());
        ofAction.lately.add(asked.at());
        ofAction.taken++;
        ofAction.lastAt = asked.at();
        of(asked.person()).add(asked.at());
        all.add(asked.at());
        taken++;
        open.computeIfAbsent(asked.label(), each -> new ArrayDeque<>()).addLast(asked);
    }

    @GuardedBy("lock")
    private void takeBack(Asked asked) {
        Used ofAction = used(asked.action());
        ofAction.lately.takeBack(asked.at());
        ofAction.taken--;
        ofAction.lastAt = ofAction.lastAt == asked.at() ? asked.before() : ofAction.lastAt;
        of(asked.person()).takeBack(asked.at());
        all.takeBack(asked.at());
        taken--;
        Deque<Asked> ofLabel = open.getOrDefault(asked.label(), new ArrayDeque<>());
        ofLabel.removeLastOccurrence(asked);
        forgetIfOver(asked.label(), ofLabel);
    }

    @GuardedBy("lock")
    private void forgetIfOver(String label, Deque<Asked> ofLabel) {
        if (ofLabel.isEmpty()) {
            open.remove(label);
        }
    }

    @GuardedBy("lock")
    private void refused(Asked asked, ViewerRefusal why) {
        refused.merge(why, 1L, Long::sum);
        tell(asked, asked.at(), ViewerNews.REFUSED, why.words());
    }

    @GuardedBy("lock")
    private void tell(Asked asked, long at, ViewerNews news, String reason) {
        StreamEvent.Viewer event = new StreamEvent.Viewer(at, news, asked.number(), asked.action().name(), asked.user(),
                reason);
        last = Optional.of(new ViewersStatus.Last(event.action(), event.user(), reason.isEmpty() ? "played" : reason, at));
        bus.queue(event);
    }

    /** Takes an event: what became of what was accepted. Any thread. */
    public void happened(Event event) {
        if (event instanceof Event.ActionPlayed done && done.origin() == Origin.STREAM) {
            over(done.label(), done.atNanos(), ViewerNews.PLAYED, "");
        } else if (event instanceof Event.ActionDropped gone && gone.origin() == Origin.STREAM) {
            over(gone.label(), gone.atNanos(), ViewerNews.DROPPED, gone.reason());
        }
    }

    private void over(String label, long at, ViewerNews news, String reason) {
        synchronized (lock) {
            Deque<Asked> ofLabel = open.getOrDefault(label, new ArrayDeque<>());
            Asked asked = ofLabel.pollFirst();
            if (asked == null) {
                return;
            }
            forgetIfOver(label, ofLabel);
            if (news == ViewerNews.PLAYED) {
                played++;
            } else {
                dropped++;
            }
            tell(asked, at, news, reason);
        }
        bus.deliver();
    }

    /** How it stands. Any thread. */
    public ViewersStatus status() {
        synchronized (lock) {
            return new ViewersStatus(viewers.playable().size(), viewers.perMinute(), viewers.total(), taken, played,
                    dropped, open.values().stream().mapToInt(Deque::size).sum(), refused, last);
        }
    }
}
