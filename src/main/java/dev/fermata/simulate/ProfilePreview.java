package dev.fermata.simulate;

import dev.fermata.config.profile.Profile;
import dev.fermata.control.Preview;
import dev.fermata.event.Event;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.PauseScope;
import dev.fermata.model.Recovery;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A profile played by the simulation, within a bounded time. Immutable. */
public final class ProfilePreview implements Preview {
    static final int MOST_EVENTS = 10_000;
    private static final Duration LONGEST_RUN = Duration.ofSeconds(1);
    /** So long is played between two looks at what it costs. */
    private static final Duration SLICE = Duration.ofMillis(50);
    private static final String CLIENT = "preview";

    private final Clock clock;

    /** @param clock of the machine, for how long it may take */
    public ProfilePreview(Clock clock) {
        this.clock = clock;
    }

    /** What has happened so far. */
    private static final class Tale {
        private final List<Happening> events = new ArrayList<>();
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private boolean more;

        void accept(Event event) {
            if (event instanceof Event.KeySent sent) {
                add(event, sent.down() ? "press" : "release", sent.label(), sent.origin(), Optional.of(sent.key()),
                        Optional.of(sent.lane()), Optional.empty());
            } else if (event instanceof Event.HoldAdded added) {
                add(event, "hold_begin", "", Origin.PLAYER, added.hold().activeKeys().stream().findFirst(),
                        Optional.empty(), Optional.empty());
            } else if (event instanceof Event.HoldRemoved) {
                add(event, "hold_end", "", Origin.PLAYER, Optional.empty(), Optional.empty(), Optional.empty());
            } else if (event instanceof Event.ActionDropped dropped) {
                add(event, "dropped", dropped.label(), dropped.origin(), Optional.empty(), Optional.of(dropped.lane()),
                        Optional.of(dropped.reason()));
            } else if (event instanceof Event.ActionRejected rejected) {
                add(event, "rejected", rejected.label(), rejected.origin(), Optional.empty(),
                        Optional.of(rejected.lane()), Optional.of(rejected.reason()));
            } else if (event instanceof Event.ActionPlayed played && played.origin() == Origin.SKILL) {
                counts.merge(played.label(), 1L, Long::sum);
            }
        }

        private void add(Event event, String kind, String label, Origin origin, Optional<Key> key, Optional<Lane> lane,
                Optional<String> reason) {
            if (events.size() >= MOST_EVENTS) {
                more = true;
                return;
            }
            events.add(new Happening(Duration.ofNanos(event.atNanos()), kind,
                    origin == Origin.SKILL ? Optional.of(label) : Optional.empty(), key, lane.map(Lane::id), reason));
        }
    }

    @Override
    public Played play(Profile profile, Duration time, List<Span> holds) {
        Optional<Key> key = Stream.concat(profile.priority().special().stream(),
                profile.priority().managed().keySet().stream()).findFirst();
        Tale tale = new Tale();
        Simulation simulation = new Simulation(profile,
                List.of(new Token.Begin(false, true, false, Recovery.REPORT, Set.of(), Set.of())), name -> profile, tale::accept);
        simulation.run();
        TreeSet<Duration> changes = new TreeSet<>();
        holds.forEach(hold -> changes.addAll(List.of(hold.from(), hold.to())));
        long until = clock.nanos() + LONGEST_RUN.toNanos();
        boolean held = false;
        Duration at = Duration.ZERO;
        while (at.compareTo(time) < 0 && !tale.more && clock.nanos() < until) {
            Duration now = at;
            boolean hold = holds.stream().anyMatch(each ->
                    each.from().compareTo(now) <= 0 && each.to().compareTo(now) > 0);
            if (hold != held) {
                simulation.play(hold ? key.<Token>map(Token.Down::new)
                                .orElse(new Token.ApiPause(CLIENT, PauseScope.PLAY, Optional.empty(), false))
                        : key.<Token>map(Token.Up::new).orElse(new Token.ApiResume(CLIENT)));
                held = hold;
            }
            Duration next = Optional.ofNullable(changes.higher(at)).filter(each -> each.compareTo(time) < 0)
                    .orElse(time);
            Duration slice = next.minus(at).compareTo(SLICE) < 0 ? next.minus(at) : SLICE;
            simulation.play(new Token.Pass(slice));
            at = at.plus(slice);
        }
        return new Played(tale.events, tale.counts, key, tale.more || at.compareTo(time) < 0, at);
    }
}
