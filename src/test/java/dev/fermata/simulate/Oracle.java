package dev.fermata.simulate;

import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.Profile;
import dev.fermata.event.Event;
import dev.fermata.model.AgentState;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Scope;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the agent should be doing, worked out from the tokens alone: its state, its holds, and the
 * priority keys the player has down. Small enough to be seen to be right.
 *
 * <p>The tests press hotkeys in one instant, so that they are either heard or not.
 */
final class Oracle {
    /** Within this a change nobody told of has to be found (G3). */
    private static final long HEALING = Duration.ofMillis(250).toNanos();
    /** For so long an echo may be on its way, and may swallow the player's own event. */
    private static final long ECHO = Duration.ofMillis(750).toNanos();

    /** For so long a release waits for its press where auto-repeat may come in pairs of them. */
    private static final long PAIR = Duration.ofMillis(15).toNanos();

    private boolean armed = true;
    private boolean started;
    private boolean manual;
    /** Whether the player has paused by voice. */
    private boolean voice;
    /** Whether the profile in force hears anything. */
    private boolean listens;
    /** Whether no client may start it. */
    private boolean stoppedByPlayer;
    private final Map<String, Pause> clients = new HashMap<>();
    private boolean hookDead;
    private Optional<GameWindow> window = Optional.empty();
    private Token.Focus.Where focus = Token.Focus.Where.GAME;
    private boolean locked;
    /** Until when the chat counts as open. */
    private long chatUntil = -1;

    private final Set<Key> device = EnumSet.noneOf(Key.class);
    private final Set<Key> otherProgram = EnumSet.noneOf(Key.class);
    /** Until when the agent may be wrong about a key. */
    private final Map<Key, Long> excusedUntil = new EnumMap<>(Key.class);
    /** Keys pressed without a sign of it; nothing but a repeat can tell. */
    private final Set<Key> unseen = EnumSet.noneOf(Key.class);
    private final Map<Key, Long> injectedAt = new EnumMap<>(Key.class);
    /** Keys that several keep down: the desktop mixes up their releases. */
    private final Set<Key> mixed = EnumSet.noneOf(Key.class);
    private final Map<Key, Long> releasedAt = new EnumMap<>(Key.class);
    /** Whether a press came as soon after a release as an auto-repeat's does. */
    private boolean pairsSeen;
    private int refusals;
    private long refusedUntil = -1;

    /** A client's: when its lease ends, and what it covers. */
    private record Pause(long end, Set<Scope> scopes) {
        boolean coversPlay() {
            return scopes.contains(Scope.PLAY);
        }
    }

    Oracle(boolean running) {
        started = running;
    }

    /** Another profile is in force: its window and chat are what counts. */
    void learn(Profile profile) {
        if (!profile.window().flatMap(GameWindow::chat).equals(window.flatMap(GameWindow::chat))) {
            chatUntil = -1;
        }
        window = profile.window();
        listens = !profile.listenedFor().isEmpty();
    }

    /** Whether hands and keyboards can do that now: nobody presses a key that is down already. */
    boolean isPossible(Token token) {
        if (token instanceof Token.Down down) {
            return !device.contains(down.key());
        }
        if (token instanceof Token.Up up) {
            return device.contains(up.key());
        }
        if (token instanceof Token.Repeat repeat) {
            return device.contains(repeat.key());
        }
        if (token instanceof Token.RepeatPair pair) {
            return device.contains(pair.key());
        }
        if (token instanceof Token.Unheard unheard) {
            return unheard.down() != device.contains(unheard.key());
        }
        return !(token instanceof Token.Other other) || other.down() != otherProgram.contains(other.key());
    }

    /** Takes a token before it is played. */
    void before(Token token, long now) {
        if (token instanceof Token.Down down) {
            press(device, otherProgram, down.key(), now);
            command(down.key(), now);
        } else if (token instanceof Token.Up up) {
            release(device, otherProgram, up.key(), now);
        } else if (token instanceof Token.Other other && other.down()) {
            press(otherProgram, device, other.key(), now);
        } else if (token instanceof Token.Other other) {
            release(otherProgram, device, other.key(), now);
        } else if (token instanceof Token.Unheard unheard) {
            unheard(unheard.key(), unheard.down(), now);
        } else if (token instanceof Token.Repeat repeat) {
            mayBeAPair(repeat.key(), now);
            heard(repeat.key(), now);
        } else if (token instanceof Token.RepeatPair pair) {
            pairsSeen = true;
            heard(pair.key(), now);
        } else if (token instanceof Token.Echo echo) {
            injectedAt.put(echo.key(), now);
            excuse(echo.key(), now);
        } else if (token instanceof Token.Focus to) {
            focus = to.where();
        } else if (token instanceof Token.Locked to) {
            locked = to.locked();
        } else if (token instanceof Token.Chat chat) {
            chat(chat.open(), now);
        } else if (token instanceof Token.Said said && isUnderstood(said)) {
            said(said.text());
        } else if (token instanceof Token.HookDrop) {
            hookDead = true;
        } else if (token instanceof Token.ApiPause pause) {
            long end = pause.lease().map(lease -> now + lease.toNanos()).orElse(Long.MAX_VALUE);
            clients.merge(Hold.API_PREFIX + pause.client(), new Pause(end, pause.scope().scopes()), (old, renewed) -> {
                renewed.scopes().addAll(old.scopes());
                return renewed;
            });
        } else if (token instanceof Token.ApiResume resume) {
            clients.remove(Hold.API_PREFIX + resume.client());
        } else if (token instanceof Token.ApiStop) {
            armed = false;
            started = false;
        } else if (token instanceof Token.ApiStart && !stoppedByPlayer) {
            armed = true;
            started = true;
        } else if (token instanceof Token.Stop) {
            stop();
        } else if (token instanceof Token.Reload) {
            for (Key key : Key.values()) {
                excuse(key, now);
            }
        } else if (token instanceof Token.Fail fail) {
            refusals += fail.injections();
            refusedUntil = Long.MAX_VALUE;
        }
    }

    /** Takes what it cannot know: when the desktop counted as broken, and what the agent sent. */
    void hear(Event event) {
        if (event instanceof Event.StateChanged changed && changed.cause().contains("refused injections")) {
            require(refusals >= 10, "stopped for less than ten refusals", changed);
            armed = false;
            started = false;
        } else if (event instanceof Event.KeySent sent) {
            injectedAt.put(sent.key(), sent.atNanos());
            if (isDown(sent.key())) {
                mixed.add(sent.key());
                excuse(sent.key(), sent.atNanos());
            }
        } else if (event instanceof Event.HookChanged changed) {
            require(hookDead || changed.alive(), "a working hook was given up", changed);
            if (!changed.alive()) {
                hookRestored(changed.atNanos());
            }
        } else if (event instanceof Event.Failure failure && failure.part().equals("injector")) {
            refusedUntil = failure.atNanos() + HEALING;
        }
    }

    /** A hook that dies again before it was heard of is registered again without another word. */
    void seeHook(boolean dead, long now) {
        if (hookDead && !dead) {
            hookRestored(now);
        }
    }

    private void hookRestored(long now) {
        hookDead = false;
        EnumSet.copyOf(unseenOrNone()).forEach(key -> excuse(key, now));
        unseen.clear();
    }

    /** Compares, after a token has been played. */
    void check(Profile profile, Guarantees seen, AgentState state, long now) {
        clients.values().removeIf(pause -> pause.end() <= now);
        require(state == expectedState(now), "the state is " + state + ", not", expectedState(now));
        Set<String> holders = new HashSet<>(seen.holders());
        boolean keysHold = holders.remove(Hold.PRIORITY_KEYS);
        require(keysHold != seen.active().isEmpty(), "G3: hold and active keys disagree", seen.active());
        Set<String> expected = new HashSet<>(clients.keySet());
        if (manual) {
            expected.add(Hold.MANUAL);
        }
        if (voice) {
            expected.add(Hold.VOICE);
        }
        expected.addAll(ofWindow(now));
        require(holders.equals(expected), "G5: holders are " + holders + ", not", expected);
        for (Key key : Key.values()) {
            boolean priority = profile.priority().special().contains(key)
                    || profile.priority().managed().containsKey(key);
            boolean believed = seen.active().contains(key);
            boolean excused = now <= excusedUntil.getOrDefault(key, -1L) || unseen.contains(key) && !believed;
            require(believed == (priority && isDown(key)) || priority && excused,
                    "G3: believed " + (believed ? "down" : "up") + " at " + now / 1_000_000, key);
        }
    }

    /** Whether a release may be late because the desktop refused it. */
    boolean mayBeStuck(long now) {
        return now <= refusedUntil;
    }

    /** Whether the profile in force has it done, if it is one of its commands. */
    boolean isUnderstood(Token.Said said) {
        return listens && said.confidence() >= 0.5;
    }

    private void said(String what) {
        switch (what) {
            case "rest" -> voice |= started;
            case "go" -> voice = false;
            case "end" -> {
                armed = false;
                started = false;
                stoppedByPlayer = true;
            }
            default -> { }
        }
    }

    private void chat(boolean open, long now) {
        boolean heard = !hookDead && focus != Token.Focus.Where.OTHER;
        if (heard && open && chatUntil <= now) {
            chatUntil = window.flatMap(GameWindow::chat).map(chat -> now + chat.lease().toNanos()).orElse(-1L);
        } else if (heard && !open) {
            chatUntil = -1;
        }
    }

    /** Who holds because the keyboard is not the game's. */
    private Set<String> ofWindow(long now) {
        Set<String> holders = new HashSet<>();
        if (window.isPresent() && locked) {
            holders.add(Hold.LOCKED);
        }
        if (window.isPresent() && window.get().unfocused() == GameWindow.Unfocused.HOLD
                && focus != Token.Focus.Where.GAME) {
            holders.add(Hold.FOCUS);
        }
        if (chatUntil > now) {
            holders.add(Hold.CHAT);
        }
        return holders;
    }

    private AgentState expectedState(long now) {
        if (!armed) {
            return AgentState.STOPPED;
        }
        if (!started) {
            return AgentState.READY;
        }
        return manual || voice || isPausedByClient() || !ofWindow(now).isEmpty() ? AgentState.PAUSED : AgentState.RUNNING;
    }

    private void command(Key key, long now) {
        if (hookDead) {
            return;
        }
        if (key == Key.F8 && armed || key == Key.F12 && isDown(Key.LEFT_CTRL) && isDown(Key.RIGHT_SHIFT)) {
            stop();
            stoppedByPlayer = true;
        } else if (key == Key.F8) {
            armed = true;
        } else if (key == Key.F9 && armed && !started) {
            started = true;
            manual = false;
            voice = false;
            stoppedByPlayer = false;
        } else if (key == Key.F9 && armed) {
            manual = !manual && !voice && !isPausedByClient() && chatUntil <= now;
            voice = false;
            chatUntil = -1;
            clients.values().removeIf(Pause::coversPlay);
        }
    }

    private boolean isPausedByClient() {
        return clients.values().stream().anyMatch(Pause::coversPlay);
    }

    private void stop() {
        armed = false;
        started = false;
        manual = false;
        voice = false;
    }

    /** A press so soon after a release, whoever's they are, is how a repeat in pairs looks. */
    private void mayBeAPair(Key key, long now) {
        pairsSeen |= now - releasedAt.getOrDefault(key, -PAIR - 1) <= PAIR;
    }

    private void press(Set<Key> by, Set<Key> others, Key key, long now) {
        boolean wasDown = isDown(key);
        by.add(key);
        mayBeAPair(key, now);
        if (others.contains(key)) {
            mixed.add(key);
        }
        if (hookDead && !wasDown) {
            unseen.add(key);
        }
        heard(key, now);
    }

    private void release(Set<Key> by, Set<Key> others, Key key, long now) {
        by.remove(key);
        releasedAt.put(key, now);
        if (pairsSeen) {
            excusedUntil.merge(key, now + PAIR, Math::max);
        }
        if (others.contains(key)) {
            mixed.add(key);
        }
        if (hookDead || mixed.contains(key) || unseen.contains(key)) {
            excuse(key, now);
        }
        heard(key, now);
        if (!isDown(key)) {
            unseen.remove(key);
            mixed.remove(key);
        }
    }

    private void unheard(Key key, boolean down, long now) {
        boolean wasDown = isDown(key);
        if (down) {
            device.add(key);
            if (!wasDown) {
                unseen.add(key);
            }
        } else {
            device.remove(key);
            excuse(key, now);
            if (!isDown(key)) {
                unseen.remove(key);
            }
        }
        if (otherProgram.contains(key)) {
            mixed.add(key);
        }
    }

    /** An event of that key reaches the hook, unless it is dead or an echo swallows it. */
    private void heard(Key key, long now) {
        boolean swallowed = now - injectedAt.getOrDefault(key, -ECHO - 1) <= ECHO;
        if (swallowed || mixed.contains(key)) {
            excuse(key, now);
        }
        if (!hookDead && unseen.remove(key)) {
            excuse(key, now);
        }
    }

    private Set<Key> unseenOrNone() {
        return unseen.isEmpty() ? EnumSet.noneOf(Key.class) : unseen;
    }

    private boolean isDown(Key key) {
        return device.contains(key) || otherProgram.contains(key);
    }

    private void excuse(Key key, long now) {
        excusedUntil.merge(key, now + HEALING, Math::max);
    }

    private static void require(boolean kept, String what, Object detail) {
        if (!kept) {
            throw new AssertionError(what + ": " + detail);
        }
    }
}
