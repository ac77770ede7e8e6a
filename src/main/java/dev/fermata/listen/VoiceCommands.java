package dev.fermata.listen;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.VoiceCommand;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.VoiceNews;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.SpokenWords;
import dev.fermata.model.VoiceStatus;
import dev.fermata.model.WhyIgnored;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import dev.fermata.time.Waits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Has done what the player says, where that is a command of the profile: word for word, sure enough, and not what was
 * said to others. A passive core.
 *
 * <p>What is no command is told to nobody (G8): its event has no text, and the words are kept for the status only,
 * until something else is heard or for {@link #KEPT}.
 *
 * <p>Thread-safe; {@link #heard} is called by one thread at a time, and nobody is asked or told anything under the lock.
 */
public final class VoiceCommands implements Stepped {
    /** What the labels of actions begin with. */
    public static final String LABEL = "voice:";
    /** How long words that are no command are kept for the status. */
    public static final Duration KEPT = Duration.ofSeconds(30);
    /** What is understood later is not wanted any more; a pause and a stop always are. */
    public static final Duration LATEST = Duration.ofSeconds(5);
    /** So many characters of them. */
    private static final int KEPT_LENGTH = 200;
    private static final long NOT = Long.MIN_VALUE;

    private final Clock clock;
    private final Bus bus;
    private final Acts acts;
    private final Rules rules;
    private final RandomGenerator random;
    private final Runnable wake;
    private final Object lock = new Object();
    /** By the words of all that may be said for them. */
    @GuardedBy("lock")
    private Map<String, Known> known = Map.of();
    @GuardedBy("lock")
    private List<VoiceCommand> loaded = List.of();
    /** While the player talks to others, since when; and until when it was the last time. */
    @GuardedBy("lock")
    private long talksSince = NOT;
    @GuardedBy("lock")
    private long talkedUntil = NOT;
    @GuardedBy("lock")
    private Optional<VoiceStatus.Last> last = Optional.empty();
    @GuardedBy("lock")
    private long done;
    @GuardedBy("lock")
    private final Map<WhyIgnored, Long> ignored = new EnumMap<>(WhyIgnored.class);
    @GuardedBy("lock")
    private final Waits took = new Waits();

    /** What is done: each returns why it is not, or nothing. Called under no lock. */
    public interface Acts {
        /** Plays something. @param label what events call it */
        Optional<WhyIgnored> play(String label, Action action, Lane lane);

        /** Has everything stand still. */
        Optional<WhyIgnored> pause(String cause);

        /** Ends that again. */
        Optional<WhyIgnored> resume(String cause);

        /** Stops everything. */
        Optional<WhyIgnored> stop(String cause);

        /** Has something spoken. */
        void say(String text);
    }

    /**
     * What the settings say of all.
     *
     * @param confidence how sure a recogniser has to be where a command does not say
     * @param keys those to talk with that are for the agent: what is said with another one is for others
     */
    public record Rules(double confidence, Set<Key> keys) {
        public Rules {
            keys = Set.copyOf(keys);
        }
    }

    /** A command, and when what was done last had been said. */
    private static final class Known {
        private final VoiceCommand command;
        /** Guarded by the lock. */
        private long doneFor = NOT;

        Known(VoiceCommand command) {
            this.command = command;
        }
    }

    /**
     * @param random chooses among variants of what is said
     * @param wake has it stepped soon; called outside the lock
     */
    public VoiceCommands(Clock clock, Bus bus, Acts acts, Rules rules, RandomGenerator random, Runnable wake) {
        this.clock = Objects.requireNonNull(clock);
        this.bus = Objects.requireNonNull(bus);
        this.acts = Objects.requireNonNull(acts);
        this.rules = Objects.requireNonNull(rules);
        this.random = Objects.requireNonNull(random);
        this.wake = Objects.requireNonNull(wake);
    }

    /** Those are heard from now on, and no others. One that is the same as before keeps its place in time. */
    public void load(List<VoiceCommand> commands) {
        synchronized (lock) {
            Map<VoiceCommand, Known> before = new LinkedHashMap<>();
            known.values().forEach(each -> before.put(each.command, each));
            Map<String, Known> now = new LinkedHashMap<>();
            for (VoiceCommand each : commands) {
                Known one = before.getOrDefault(each, new Known(each));
                each.phrases().forEach(phrase -> now.put(SpokenWords.of(phrase), one));
            }
            known = now;
            loaded = List.copyOf(commands);
        }
    }

    /** What may be said; a recogniser that has a grammar takes nothing else for words. */
    public Grammar grammar() {
        synchronized (lock) {
            return Grammar.of(List.copyOf(known.keySet()));
        }
    }

    /** Takes an event: what is said while the player talks to others is not for the agent. Never waits. */
    public void happened(Event event) {
        if (event instanceof Event.TalkKey key) {
            boolean talks = !rules.keys().containsAll(key.activeKeys());
            synchronized (lock) {
                if (talks && talksSince == NOT) {
                    talksSince = event.atNanos();
                } else if (!talks && talksSince != NOT) {
                    talksSince = NOT;
                    talkedUntil = event.atNanos();
                }
            }
        }
    }

    /** Does what was said, or tells why not. Returns when it is in force. */
    public void heard(Heard heard) {
        String words = SpokenWords.of(heard.text());
        long now = clock.nanos();
        Optional<Known> found;
        Optional<WhyIgnored> why;
        synchronized (lock) {
            found = Optional.ofNullable(known.get(words));
            why = found.isEmpty() ? Optional.of(WhyIgnored.NO_COMMAND) : hindrance(found.get(), heard, now);
        }
        found.ifPresent(one -> tell(VoiceNews.HEARD, found, heard, Optional.empty()));
        if (why.isEmpty()) {
            why = act(found.orElseThrow().command);
        }
        keep(found, heard, words, why);
        tell(why.isEmpty() ? VoiceNews.DONE : VoiceNews.IGNORED, found, heard, why);
        if (why.isEmpty()) {
            found.flatMap(one -> one.command.say()).ifPresent(text -> acts.say(text.pick(random)));
        }
    }

    private void tell(VoiceNews news, Optional<Known> found, Heard heard, Optional<WhyIgnored> why) {
        long now = clock.nanos();
        bus.post(new Event.Voice(now, news, found.map(one -> one.command.name()).orElse(""), heard.confidence(),
                now - heard.endedNanos(), why));
    }

    @GuardedBy("lock")
    private Optional<WhyIgnored> hindrance(Known one, Heard heard, long now) {
        VoiceCommand command = one.command;
        boolean silences = command.does() == VoiceCommand.Tells.PAUSE || command.does() == VoiceCommand.Tells.STOP;
        WhyIgnored why = null;
        if (heard.confidence() < command.confidence().orElse(rules.confidence())) {
            why = WhyIgnored.UNSURE;
        } else if (talksSince != NOT && talksSince <= heard.endedNanos()
                || talkedUntil != NOT && talkedUntil > heard.endedNanos() - heard.length().toNanos()) {
            why = WhyIgnored.TALKING;
        } else if (one.doneFor != NOT && heard.endedNanos() - one.doneFor < command.cooldown().toNanos()) {
            why = WhyIgnored.COOLDOWN;
        } else if (!silences && now - heard.endedNanos() > LATEST.toNanos()) {
            why = WhyIgnored.LATE;
        }
        return Optional.ofNullable(why);
    }

    private Optional<WhyIgnored> act(VoiceCommand command) {
        String label = LABEL + command.name();
        if (command.does() instanceof VoiceCommand.Plays plays) {
            return acts.play(label, plays.action(), plays.lane());
        }
        return switch ((VoiceCommand.Tells) command.does()) {
            case PAUSE -> acts.pause(label);
            case RESUME -> acts.resume(label);
            case STOP -> acts.stop(label);
        };
    }

    private void keep(Optional<Known> found, Heard heard, String words, Optional<WhyIgnored> why) {
        long now = clock.nanos();
        synchronized (lock) {
            last = Optional.of(new VoiceStatus.Last(found.map(one -> one.command.name())
                    .orElse(words.substring(0, Math.min(words.length(), KEPT_LENGTH))),
                    heard.confidence(), why, now));
            if (why.isPresent()) {
                ignored.merge(why.get(), 1L, Long::sum);
            } else {
                done++;
                took.add(Math.max(0, now - heard.endedNanos()));
                found.orElseThrow().doneFor = heard.endedNanos();
            }
        }
        if (found.isEmpty()) {
            wake.run();
        }
    }

    /** {@inheritDoc} Forgets words that are no command. */
    @Override
    public long step(long nowNanos) {
        synchronized (lock) {
            Optional<Long> until = last.filter(each -> each.ignored().equals(Optional.of(WhyIgnored.NO_COMMAND)))
                    .map(each -> each.atNanos() + KEPT.toNanos());
            if (until.isEmpty()) {
                return Clock.NEVER;
            }
            if (until.get() <= nowNanos) {
                last = Optional.empty();
                return Clock.NEVER;
            }
            return until.get();
        }
    }

    /** How it stands. */
    public VoiceStatus status() {
        synchronized (lock) {
            return new VoiceStatus(loaded.size(), last, done, ignored, took.quantile(0.5), took.quantile(0.99),
                    took.longest());
        }
    }
}
