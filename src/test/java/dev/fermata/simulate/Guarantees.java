package dev.fermata.simulate;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Skill;
import dev.fermata.event.Event;
import dev.fermata.listen.VoiceCommands;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.Scope;
import dev.fermata.play.Dispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches an event stream and throws at the first event that breaks a guarantee. Knows nothing of
 * the code under test but its events and the profile's text.
 */
final class Guarantees implements Consumer<Event>, Presses {
    private boolean standsStill;
    private final boolean suppresses;
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    /** Whose holds cover play. */
    private final Set<String> silencers = new HashSet<>();
    private final Map<Key, Integer> down = new HashMap<>();
    private final Set<String> throughHolds = new HashSet<>();
    private final Set<String> exclusive = new HashSet<>();
    /** Releases without a press, less refused presses, by action. */
    private final Map<String, Integer> unexplainedReleases = new HashMap<>();
    /** So long the agent waits for a press when it has the word that it was kept. */
    private static final long WORD_NANOS = Duration.ofMillis(30).toNanos();
    /** Within this a release and a press may be a repeat of a key that is down. */
    private static final long PAIR_NANOS = Duration.ofMillis(15).toNanos();

    /** Keys whose latest press the suppressor told nothing of, and whether the agent had them down. */
    private final Map<Key, Boolean> untold = new EnumMap<>(Key.class);
    private final Map<Key, List<Stroke>> strokes = new EnumMap<>(Key.class);
    private final Map<Ending, Integer> endings = new HashMap<>();
    /** Who presses keys nobody but the player may press between, by its label; empty for nobody. */
    private Optional<String> alone = Optional.empty();
    private Profile profile;
    private AgentState state = AgentState.STOPPED;
    private List<Key> active = List.of();
    private boolean priorityRequested;
    /** Whether a graceful hold still lets something finish. */
    private boolean draining;
    private int strokesBegun;

    /** A managed key the agent has taken over: what is owed for one press of the player's. */
    private static final class Stroke {
        long downAt;
        /** When it really went down; {@link #downAt} is when the agent may have known at the latest. */
        long wentDownAt;
        final Duration preDelay;
        final Key sent;
        final Duration press;
        long pressedAt = -1;
        boolean playerLetGo;
        /** Whether the agent has told of the press. */
        boolean told;
        /** Whether it need not be sent: it may pass for half of a repeat, or for one that reached the game. */
        boolean isOptional;
        /** Whether it is not sent when the agent stops or pauses before. */
        boolean waitsForWord;
        /** Ended by a stop or another profile, which need not wait for the press length. */
        boolean cut;

        Stroke(long downAt, Profile.Managed managed, Duration press) {
            this.downAt = downAt;
            this.wentDownAt = downAt;
            this.preDelay = managed.preDelay();
            this.sent = managed.send();
            this.press = press;
        }

        boolean mayVanish() {
            return isOptional && (waitsForWord || !told);
        }

        boolean isDueAt(long now) {
            long soonest = wentDownAt + preDelay.toNanos();
            return now == due() || now == soonest || waitsForWord && now > soonest && now < due();
        }

        long due() {
            return downAt + preDelay.toNanos();
        }

        boolean mayEnd(long now) {
            return pressedAt >= 0 && (cut || playerLetGo && now - pressedAt >= press.toNanos());
        }
    }

    /**
     * The stroke of that key which has not been sent and is due now, else the first not sent; those that must be first.
     */
    private Stroke owed(String label, long now) {
        List<Stroke> unsent = strokesOf(label).stream().filter(stroke -> stroke.pressedAt < 0)
                .sorted(Comparator.comparing(Stroke::mayVanish)).toList();
        return unsent.stream().filter(stroke -> stroke.due() == now).findFirst()
                .orElse(unsent.isEmpty() ? null : unsent.get(0));
    }

    /** How often actions came to which end: {@code played}, {@code dropped}, {@code failed}, {@code rejected}. */
    record Ending(Origin origin, Lane lane, String label, String how) {
    }

    Guarantees(Profile profile, boolean suppresses) {
        this.suppresses = suppresses;
        learn(profile);
    }

    /** Another profile is in force from now on. */
    void learn(Profile next) {
        profile = next;
        throughHolds.clear();
        exclusive.clear();
        for (Skill skill : next.skills()) {
            if (skill.runsDuringHold()) {
                throughHolds.add(skill.name());
            }
            if (skill instanceof Skill.Timed timed && timed.exclusive() || skill instanceof Skill.Seen seen
                    && seen.exclusive()) {
                exclusive.add(skill.name());
            }
        }
        next.rotation().filter(rotation -> rotation.runsDuringHold()).ifPresent(r -> throughHolds.add("rotation"));
        cutStrokes();
    }

    /** The priority keys the agent believes down. */
    List<Key> active() {
        return active;
    }

    Set<String> holders() {
        return holds.keySet();
    }

    AgentState state() {
        return state;
    }

    Map<Ending, Integer> endings() {
        return endings;
    }

    /** Managed keys taken over so far. */
    int strokesBegun() {
        return strokesBegun;
    }

    @Override
    public void accept(Event event) {
        checkReleasesAreExplained(event);
        if (event instanceof Event.KeySent sent) {
            accept(sent);
        } else if (event instanceof Event.HoldAdded added) {
            Hold hold = added.hold();
            require(holds.putIfAbsent(hold.holder(), hold) == null, "G5: a holder holds twice", event);
            if (hold.scopes().contains(Scope.PLAY)) {
                draining = added.graceful() && (silencers.isEmpty() || draining);
                silencers.add(hold.holder());
            }
        } else if (event instanceof Event.Silenced) {
            draining = false;
        } else if (event instanceof Event.HoldRemoved removed) {
            require(holds.remove(removed.holder()) != null, "G5: a hold ended that was not on", event);
            silencers.remove(removed.holder());
            require(!removed.holder().equals(Hold.MANUAL) || !removed.reason().startsWith(Hold.API_PREFIX),
                    "G5: a client ended the player's pause", event);
            require(!removed.holder().equals(Hold.VOICE) || !removed.reason().startsWith(Hold.API_PREFIX),
                    "G5: a client ended the player's pause by voice", event);
            require(!removed.reason().startsWith(VoiceCommands.LABEL) || removed.holder().equals(Hold.VOICE),
                    "G5: a voice ended another's hold", event);
            boolean byKeys = removed.reason().startsWith("priority_key");
            require(!byKeys || removed.holder().equals(Hold.PRIORITY_KEYS),
                    "G5: a priority release ended another's hold", event);
        } else if (event instanceof Event.SchedulerPauseRequested) {
            require(!priorityRequested, "G3: paused twice", event);
            priorityRequested = true;
        } else if (event instanceof Event.SchedulerResumeRequested) {
            require(priorityRequested && active.isEmpty(), "G3: resumed while a key is down", event);
            priorityRequested = false;
        } else if (event instanceof Event.PriorityKey change) {
            accept(change);
        } else if (event instanceof Event.StateChanged changed) {
            state = changed.to();
            if (state != AgentState.RUNNING) {
                strokes.values().forEach(all -> all.forEach(each -> each.isOptional |= each.waitsForWord));
                untold.replaceAll((key, covered) -> false);
            }
            if (state == AgentState.STOPPED) {
                cutStrokes();
            }
        } else if (event instanceof Event.ActionPlayed played) {
            accept(played);
        } else if (event instanceof Event.ActionDropped dropped) {
            boolean failed = dropped.reason().equals(Dispatcher.FAILED);
            count(dropped.origin(), dropped.lane(), dropped.label(), failed ? "failed" : "dropped");
            require(failed || dropped.origin() != Origin.PLAYER, "G2: the player's key was dropped", event);
            if (dropped.origin() == Origin.PLAYER) {
                Stroke refused = owed(dropped.label(), dropped.atNanos());
                require(refused != null, "G2: failed without being pressed", event);
                strokesOf(dropped.label()).remove(refused);
            }
        } else if (event instanceof Event.ActionRejected rejected) {
            count(rejected.origin(), rejected.lane(), rejected.label(), "rejected");
            require(rejected.origin() != Origin.PLAYER, "G2: the player's key was refused", event);
        }
    }

    /** Whether skills have to be silent now but those that run during holds. */
    boolean isHeld() {
        return !silencers.isEmpty() && !draining;
    }

    /** Whether every skill has to be silent now: somebody holds, and not with a priority key. */
    boolean isSilent() {
        return isHeld() && !silencers.equals(Set.of(Hold.PRIORITY_KEYS));
    }

    /** Says that nothing runs for some of the time: what is due then can only be late. */
    void expectStandstill() {
        standsStill = true;
    }

    /** To be asked when the agent has been stopped and everything has had time to end. */
    void checkEnd() {
        down.forEach((key, owners) -> require(owners == 0, "G4: left down after the stop", key));
        for (List<Stroke> all : strokes.values()) {
            int owed = all.size();
            all.removeIf(each -> each.mayVanish() && each.pressedAt < 0);
            strokesBegun -= owed - all.size();
        }
        strokes.values().forEach(all -> require(all.isEmpty(), "G2: never sent, or never ended", all.size()));
    }

    private void accept(Event.KeySent sent) {
        int owners = down.getOrDefault(sent.key(), 0);
        if (!sent.down()) {
            if (owners == 0) {
                // A refused press may have reached the desktop, so it is released all the same.
                unexplainedReleases.merge(sent.label(), 1, Integer::sum);
            }
            down.put(sent.key(), 0);
            return;
        }
        down.put(sent.key(), owners + 1);
        require(alone.isEmpty() || sent.origin() == Origin.PLAYER || alone.get().equals(sent.label()),
                "exclusive: another key falls into the sequence", sent);
        if (exclusive.contains(sent.label())) {
            alone = Optional.of(sent.label());
        }
        boolean runs = sent.origin() == Origin.SKILL && throughHolds.contains(sent.label());
        require(sent.origin() == Origin.PLAYER || !holds.containsKey(Hold.FOCUS) && !holds.containsKey(Hold.LOCKED),
                "G1: pressed while the game has not the keyboard", sent);
        boolean silent = sent.origin() != Origin.PLAYER && sent.origin() != Origin.API
                && (isSilent() || isHeld() && !runs);
        require(!silent, "G1: a skill, a voice or a viewer pressed during a hold", sent);
        require(sent.origin() != Origin.STREAM || sent.lane() == Lane.LOW || sent.lane() == Lane.NORMAL,
                "a viewer's key came in another lane", sent);
        require(sent.runsDuringHold() == runs, "what may play is told wrongly", sent);
        require(sent.origin() == Origin.PLAYER || state == AgentState.RUNNING || state == AgentState.PAUSED,
                "G4: pressed while not running", sent);
        if (sent.origin() == Origin.PLAYER) {
            Stroke stroke = owed(sent.label(), sent.atNanos());
            require(stroke != null, "G2: sent more often than pressed", sent);
            require(stroke.sent == sent.key(), "G2: sent as another key", sent);
            require(sent.atNanos() >= stroke.wentDownAt + stroke.preDelay.toNanos(), "G2: sent too early", sent);
            require(stroke.isDueAt(sent.atNanos()) || standsStill, "G2: sent too late", sent);
            stroke.pressedAt = sent.atNanos();
        }
    }

    /** {@inheritDoc} By the desktop's word. */
    @Override
    public void kept(Key key, long sinceReleaseNanos, long now) {
        Stroke stroke = owe(key, profile.priority().managed().get(key), now);
        stroke.isOptional = sinceReleaseNanos < PAIR_NANOS;
    }

    @Override
    public void untold(Key key, boolean covered) {
        untold.put(key, covered);
    }

    /** The agent knows of a press that no word will come of: sent when it has waited for that. */
    private void found(Event.PriorityKey change, Profile.Managed managed) {
        if (!change.down()) {
            // Another program may have it down still: whose press is found later cannot be told.
            untold.computeIfPresent(change.key(), (key, covered) -> false);
            return;
        }
        Boolean covered = untold.remove(change.key());
        if (suppresses && covered != null && managed != null && state == AgentState.RUNNING) {
            long downAt = change.atNanos() + Math.max(0, WORD_NANOS - managed.preDelay().toNanos());
            Stroke stroke = owe(change.key(), managed, downAt);
            stroke.wentDownAt = change.atNanos();
            stroke.isOptional = !covered;
            stroke.waitsForWord = true;
        }
    }

    private Stroke owe(Key key, Profile.Managed managed, long now) {
        // Whoever presses a key has let go of it before, whether or not anything told of that.
        strokesOf(key.id()).forEach(stroke -> stroke.playerLetGo = true);
        strokesBegun++;
        Stroke stroke = new Stroke(now, managed, profile.dispatch().keyPress());
        strokesOf(key.id()).add(stroke);
        return stroke;
    }

    private void accept(Event.PriorityKey change) {
        require(change.activeKeys().contains(change.key()) == change.down(), "G3: active keys are wrong", change);
        require(active.contains(change.key()) != change.down(), "G3: told twice", change);
        require(priorityRequested, "G3: a priority key changed outside a hold", change);
        active = change.activeKeys();
        Profile.Managed managed = profile.priority().managed().get(change.key());
        if (change.down() && !change.healed() && state == AgentState.RUNNING) {
            // The hook was late, or missed it: the delay counts from when the agent knew.
            List<Stroke> all = strokesOf(change.key().id());
            Stroke newest = all.isEmpty() ? null : all.get(all.size() - 1);
            if (newest != null && !newest.told
                    && change.atNanos() - newest.downAt <= (newest.isOptional ? 0 : WORD_NANOS)) {
                newest.told = true;
                newest.downAt = newest.pressedAt < 0 ? change.atNanos() : newest.downAt;
            }
        }
        found(change, managed);
        boolean sendsAnyway = !suppresses && profile.priority().unsuppressed() == Profile.Unsuppressed.SEND;
        if (change.down() && managed != null && sendsAnyway && state == AgentState.RUNNING) {
            owe(change.key(), managed, change.atNanos()).told = true;
        } else if (!change.down()) {
            strokesOf(change.key().id()).forEach(stroke -> stroke.playerLetGo = true);
        }
    }

    private void accept(Event.ActionPlayed played) {
        count(played.origin(), played.lane(), played.label(), "played");
        if (played.origin() == Origin.PLAYER) {
            Stroke stroke = strokesOf(played.label()).stream()
                    .filter(each -> each.mayEnd(played.atNanos())).findFirst().orElse(null);
            require(stroke != null, "G2: let go while the player has it down, or too soon", played);
            strokesOf(played.label()).remove(stroke);
        }
    }

    private void cutStrokes() {
        strokes.values().forEach(all -> all.forEach(stroke -> stroke.cut = true));
    }

    private List<Stroke> strokesOf(String label) {
        return strokes.computeIfAbsent(Key.find(label).orElseThrow(), key -> new ArrayList<>());
    }

    /** A release without a press is owed to a refused press; its action says so at once or has said so. */
    private void checkReleasesAreExplained(Event event) {
        if (event instanceof Event.ActionDropped dropped && dropped.reason().equals(Dispatcher.FAILED)) {
            unexplainedReleases.merge(dropped.label(), -1, Integer::sum);
        } else if (!(event instanceof Event.KeySent) && !(event instanceof Event.Failure)) {
            unexplainedReleases.forEach((label, count) ->
                    require(count <= 0, "G4: released what was not pressed", label));
        }
    }

    private void count(Origin origin, Lane lane, String label, String how) {
        alone = alone.filter(each -> !each.equals(label));
        endings.merge(new Ending(origin, lane, label, how), 1, Integer::sum);
    }

    private static void require(boolean kept, String guarantee, Object detail) {
        if (!kept) {
            throw new AssertionError(guarantee + ": " + detail);
        }
    }
}
