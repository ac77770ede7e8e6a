package dev.fermata.hear;

import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.model.Command;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Recovery;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.time.Stepped;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Turns what the hook hears into what the player wants: the first priority key down asks for a
 * pause, the last one up for a resume, a managed key goes to the queue behind its pre-delay, a
 * hotkey becomes a command.
 *
 * <p>Guarantees G2 and G3 start here: echoes of the agent's own input never count, other programs'
 * input counts as the player's, auto-repeat changes nothing, and what the events miss is found by
 * reading the keys' state. Keys nobody configured never get this far (G8).
 *
 * <p>Not thread-safe: everything but {@link #isRepeat} belongs to the input thread. The pause has
 * taken effect when {@link #onInput} returns.
 */
public final class InputHandler implements Stepped {
    private final Bus bus;
    private final PlayerKeys playerKeys;
    private final EchoFilter echoes;
    private final Consumer<Command> commands;
    private final KeyBelief watch;

    private Bindings bindings = Bindings.NONE;
    private Set<Key> watched = Set.of();
    /** The keys of which strokes are told. */
    private Set<Key> recorded = Set.of();
    private Strokes strokes = Strokes.NOBODY;
    private final PriorityKeys priority;
    private final TakenKeys taken;
    private final TalkKeys talk;

    /** What a reading of the keys found. */
    private final class Readings implements KeyBelief.Correction {
        private long now;

        @Override
        public void corrected(Key key, boolean nowDown, boolean covered) {
            changed(key, nowDown, now, true);
            if (nowDown && covered && bindings.isPriority(key)) {
                taken.covered(key, now);
            }
        }

        @Override
        public void confirmedUp(Key key, long heardAtNanos) {
            meant(key, false, now, false);
            tell(key, false, heardAtNanos);
        }

        @Override
        public void leftDown(Key key) {
            bus.post(new Event.Recovered(now, bindings.isPriority(key) ? Hold.PRIORITY_KEYS : Hold.TALK,
                    key.id() + " is up, but no event told of its release", false));
        }
    }

    private final Readings readings = new Readings();
    /** The hook missed a press that was kept from the game: what the suppressor saw is as good. */
    private final Consumer<Key> unheard = key -> {
        if (watch().believe(key, true, readings.now)) {
            changed(key, true, readings.now, false);
        }
    };

    /**
     * @param recovery whether a priority key, or one of talking, is let go of when its release was lost
     * @param echoes told by the playerKeys of every injection before it happens
     * @param commands what the hotkeys ask for; called on the input thread
     */
    public InputHandler(Bus bus, PlayerKeys playerKeys, PhysicalKeys physical, Recovery recovery,
            EchoFilter echoes, Consumer<Command> commands) {
        this.bus = bus;
        this.playerKeys = playerKeys;
        this.echoes = echoes;
        this.commands = commands;
        this.watch = new KeyBelief(physical, playerKeys::isDown,
                key -> recovery.mends() || !bindings.holds(key));
        this.taken = new TakenKeys(playerKeys, watch::isDown);
        this.priority = new PriorityKeys(bus);
        this.talk = new TalkKeys(bus);
    }

    /** Replaces the bindings. Keys that stay priority keys, or of talking, stay down; the rest are let go. */
    public void configure(Bindings newBindings, long now) {
        Set<Key> before = watched;
        bindings = newBindings;
        watched = bindings.watchedWith(recorded);
        taken.configure(newBindings.managed());
        for (Key key : before) {
            if (!newBindings.talk().contains(key)) {
                talk.changed(key, false, false, now);
            }
            if (!watched.contains(key)) {
                watch.forget(key);
            }
        }
        for (Key key : priority.active()) {
            if (!newBindings.isPriority(key)) {
                priorityUp(key, now, false);
            }
        }
        for (Key key : watched) {
            if (watch.isDown(key) && newBindings.isPriority(key) && !priority.isActive(key)) {
                priorityDown(key, now, false);
            }
            if (watch.isDown(key) && newBindings.talk().contains(key)) {
                talk.changed(key, true, false, now);
            }
            // A key that is down already tells nothing until it comes up: look.
            watch.doubt(key, now);
        }
    }

    /**
     * Has the player's strokes of some keys told, whatever else they mean; of no keys to have none told any more. The
     * hook has to watch them by now.
     *
     * @return those of them that the player has down already
     */
    public Set<Key> record(Set<Key> keys, Strokes to, long now) {
        Set<Key> before = watched;
        recorded = Set.copyOf(keys);
        strokes = Strokes.NOBODY;
        watched = bindings.watchedWith(recorded);
        before.stream().filter(key -> !watched.contains(key)).forEach(watch::forget);
        Set<Key> fresh = watched.stream().filter(key -> !before.contains(key)).collect(Collectors.toSet());
        fresh.forEach(key -> echoes.forget(key, now));
        readings.now = now;
        watch.look(fresh, now, readings);
        strokes = to;
        return recorded.stream().filter(watch::isDown).collect(Collectors.toSet());
    }

    /**
     * Says which managed keys the desktop keeps from the game from now on, and which are sent although it does
     * not. A key that is down stays as it is until it comes up.
     *
     * @param sinceNanos one of the latter that went down earlier, and was not among them before, is not sent
     */
    public void suppressionChanged(Set<Key> kept, Set<Key> sentAnyway, long sinceNanos) {
        for (Key key : kept) {
            if (!taken.isKept(key)) {
                // Should it be found down, then it may have reached the game before.
                watch.doubt(key, sinceNanos);
            }
        }
        taken.suppressionChanged(kept, sentAnyway, sinceNanos);
    }

    /** Takes the word that a press was kept from the game: then it has to be sent. */
    public void onKept(Key key, long atNanos) {
        if (bindings.isPriority(key)) {
            taken.kept(key, atNanos);
        } else {
            taken.keptNeedlessly(key, atNanos);
        }
    }

    /** Has every watched key read soon: events may have been missed. */
    public void doubtAll(long now) {
        watched.forEach(key -> watch.doubt(key, now));
    }

    /**
     * Reads every watched key at once, for no event tells of what went down before the hook was there: a
     * priority key that is down holds when this has returned. To be called when the hook has been
     * registered.
     *
     * @param now when that began at the latest; echoes of what was sent before are not waited for any more
     */
    public void onHookRegistered(long now) {
        echoes.forgetUntil(now);
        readings.now = now;
        watch.look(watched, now, readings);
    }

    /** Takes one event of the hook. */
    public void onInput(Key key, boolean down, long atNanos) {
        if (!watched.contains(key)) {
            return;
        }
        boolean paired = down && watch.isReleaseDoubtful(key);
        boolean covered = down && watch.isCovered(key);
        boolean own = isOwn(key, down, atNanos);
        if (own && !(down && taken.isExpected(key))) {
            watch.heardOwn(key, down, atNanos);
        } else if (watch.believe(key, down, atNanos)) {
            changed(key, down, atNanos, false);
            if (covered && bindings.isPriority(key)) {
                taken.covered(key, atNanos);
            }
        } else if (paired) {
            taken.paired(key, atNanos);
        } else if (down) {
            taken.repeated(key, atNanos);
        }
    }

    /**
     * Whether an event comes of what the agent sent. Where an echo has been on its way for too long, or
     * the agent keeps the key down and it may repeat, the device's state decides.
     */
    private boolean isOwn(Key key, boolean down, long atNanos) {
        EchoFilter.Echo echo = echoes.hear(key, down, atNanos);
        if (echo == EchoFilter.Echo.PROMPT) {
            return true;
        }
        boolean repeat = echo == EchoFilter.Echo.NONE && down && !watch.isDown(key)
                && echoes.mayBeOwnRepeat(key, playerKeys.isDown(key), atNanos);
        if (echo == EchoFilter.Echo.NONE && !repeat) {
            return false;
        }
        return switch (watch.readDevice(key)) {
            case DOWN -> !down;
            case UP -> down;
            // There the platform repeats no key for us, and an echo does not come that late.
            case UNKNOWN -> echo.isRecent();
        };
    }

    /**
     * Whether an event would change nothing now, being a repeat of a key that is believed down: it may
     * be taken with the next reading of that key, at most {@link KeyBelief#POLL_NANOS} later. Any thread.
     */
    public boolean isRepeat(Key key, boolean down) {
        return down && watch.isDown(key);
    }

    /** Reads the keys that are due for it and corrects what events have missed. */
    @Override
    public long step(long now) {
        readings.now = now;
        watch.check(now, readings);
        taken.step(now, unheard);
        return Math.min(watch.deadline(), taken.deadline());
    }

    private KeyBelief watch() {
        return watch;
    }

    /** The priority keys that are down, oldest first. */
    List<Key> activeKeys() {
        return priority.active();
    }

    private void changed(Key key, boolean down, long now, boolean healed) {
        meant(key, down, now, healed);
        tell(key, down, now);
    }

    private void tell(Key key, boolean down, long atNanos) {
        if (recorded.contains(key)) {
            strokes.stroke(key, down, atNanos);
        }
    }

    private void meant(Key key, boolean down, long now, boolean healed) {
        if (bindings.isPriority(key)) {
            if (down) {
                priorityDown(key, now, healed);
            } else {
                priorityUp(key, now, healed);
            }
        }
        if (bindings.talk().contains(key)) {
            talk.changed(key, down, healed, now);
        }
        if (down && !healed) {
            HotkeyChoice.of(bindings.hotkeys(), key, watch::isReallyDown).ifPresent(commands);
        }
    }

    private void priorityDown(Key key, long now, boolean healed) {
        priority.down(key, now, healed);
        taken.pressed(key, healed, now);
    }

    private void priorityUp(Key key, long now, boolean healed) {
        taken.released(key);
        priority.up(key, now, healed);
    }
}
