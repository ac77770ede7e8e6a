package dev.fermata.simulate;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.app.Core;
import dev.fermata.app.Part;
import dev.fermata.config.profile.GameWindow;
import dev.fermata.config.profile.Profile;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Windows;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.BufferLimits;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the whole core on virtual time, in the calling thread, without a desktop and without
 * sleeping: same profile, same code, same events as a real run.
 *
 * <p>It begins RUNNING at time 0 and ends with its script. Not thread-safe.
 */
public final class Simulation {
    /** More steps than this without time passing is a defect of the core, not of the script. */
    private static final int MOST_ROUNDS = 100_000;
    /** How long a graceful pause lets a sequence finish; the default of the settings. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final VirtualClock clock = new VirtualClock();
    private final EchoFilter echoes = new EchoFilter();
    private final SimulatedDesktop desktop;
    private final Core core;
    private final Bus bus = new Bus(new FailFast());
    private final Consumer<Event> listener;
    private final Function<String, Profile> profiles;
    private final List<Token> script;
    private final SimulatedSight sight = new SimulatedSight();
    /** Null while nothing is about windows: a rehearsal needs none. */
    private SimulatedWindows windows;
    private Optional<GameWindow> game;
    private Presses presses = Presses.UNWATCHED;
    private final SimulatedSound sound;
    private long nextDeadline;

    /**
     * @param source what to call the script in messages
     * @param profiles finds the profile of a {@code reload:FILE}; throws
     *                 {@link IllegalArgumentException} with the problems of a broken one
     * @param listener gets every event, in order
     * @throws ScriptException when the script cannot be read
     */
    public Simulation(Profile profile, String source, String script, Function<String, Profile> profiles,
            Consumer<Event> listener) {
        this(profile, ScriptReader.read(source, script), profiles, listener);
    }

    Simulation(Profile profile, List<Token> script, Function<String, Profile> profiles, Consumer<Event> listener) {
        this.script = script;
        this.listener = Objects.requireNonNull(listener);
        this.profiles = profiles;
        Token.Begin begin = (Token.Begin) script.get(0);
        game = profile.window();
        desktop = new SimulatedDesktop(clock, echoes, begin.suppresses(), begin.mayPair());
        begin.down().forEach(key -> desktop.unheard(key, true));
        bus.register(this);
        core = new Core(clock, desktop.asDesktop(), echoes, BufferLimits.DEFAULTS, begin.recovery(), begin.talk(),
                profile, bus, new Host());
        core.skills().lookBy(sight);
        sound = new SimulatedSound(clock, bus, core, sight);
        sound.load(profile);
        desktop.reportKept(key -> presses.kept(key, desktop.nanosSinceRelease(key), clock.nanos()));
        core.onHookRegistered(clock.nanos());
        if (begin.ready()) {
            core.control().arm("simulation");
        } else {
            core.control().run("simulation");
        }
    }

    /** A hotkey asks for a profile as a script does. */
    private final class Host implements Core.Host {
        @Override
        public void onBroken() {
            // told by the agent's state
        }

        @Override
        public Windows windows(Windows.Listener focusListener) {
            return windowsNow().listen(focusListener);
        }

        @Override
        public AutoCloseable sessionLock(Consumer<Boolean> lockListener) {
            return windowsNow().listenToLock(lockListener);
        }

        @Override
        public void useProfile(String name) {
            core.onInputThread(() -> reload(name));
        }
    }

    /** Passes every event on. */
    @Subscribe
    @AllowConcurrentEvents
    public void onEvent(Event event) {
        listener.accept(event);
    }

    /** Plays the script to its end. */
    public void run() {
        settle();
        script.stream().skip(1).forEach(this::play);
    }

    /** What a check after the run wants to know. */
    public record Aftermath(Set<Key> leftDown, List<Hold> orphanedHolds) {
    }

    /**
     * Stops the agent and lets a virtual second pass. Whatever is down then, or a hold of nobody, is a
     * defect.
     */
    public Aftermath stop() {
        core.control().stop("end of script");
        settle();
        pass(1_000_000_000L);
        List<Hold> orphaned = new ArrayList<>(core.ledger().holds());
        orphaned.removeIf(hold -> hold.isOfClient() || hold.isOfWindow()
                || hold.activeKeys().stream().anyMatch(desktop::isDownForPlayer));
        return new Aftermath(desktop.agentKeys(), orphaned);
    }

    /** The core being simulated, for tests that look at more than its events. */
    Core core() {
        return core;
    }

    /** What time it is. */
    long nanos() {
        return clock.nanos();
    }

    /** Whether the platform has dropped the hook, whatever the agent knows of it. */
    boolean isHookDead() {
        return desktop.isHookDead();
    }

    /** Has every press told that the game does not get as the player made it; for tests. */
    void report(Presses listening) {
        presses = listening;
    }

    /** The keys the agent keeps down now. */
    Set<Key> agentKeys() {
        return desktop.agentKeys();
    }

    void play(Token token) {
        if (token instanceof Token.Pass pass) {
            pass(pass.time().toNanos());
            return;
        }
        if (token instanceof Token.Frozen frozen) {
            clock.moveTo(clock.nanos() + frozen.time().toNanos());
        }
        act(token);
        settle();
    }

    private void act(Token token) {
        if (token instanceof Token.Down down) {
            tellCovered(down.key());
            desktop.deviceDown(down.key());
        } else if (token instanceof Token.Up up) {
            desktop.deviceUp(up.key());
        } else if (token instanceof Token.Repeat repeat) {
            desktop.repeat(repeat.key());
        } else if (token instanceof Token.RepeatPair pair) {
            desktop.deviceUp(pair.key());
            desktop.deviceDown(pair.key());
        } else if (token instanceof Token.Late late) {
            desktop.hearLater(late.by().toNanos());
        } else if (token instanceof Token.Unheard unheard) {
            if (unheard.down()) {
                presses.untold(unheard.key(), desktop.isCovered(unheard.key()));
            }
            desktop.unheard(unheard.key(), unheard.down());
        } else if (token instanceof Token.Echo echo) {
            echoes.expect(echo.key(), true, clock.nanos());
            echoes.expect(echo.key(), false, clock.nanos());
            desktop.hear(echo.key(), true);
            desktop.hear(echo.key(), false);
        } else if (token instanceof Token.Other other && other.down()) {
            tellCovered(other.key());
            desktop.otherDown(other.key());
        } else if (token instanceof Token.Other other) {
            desktop.otherUp(other.key());
        } else if (token instanceof Token.HookDrop) {
            desktop.dropHook();
        } else if (token instanceof Token.Fail fail) {
            desktop.failNext(fail.injections());
        } else if (token instanceof Token.ApiPause pause) {
            pause(pause);
        } else if (token instanceof Token.ApiResume resume) {
            core.control().resume(Hold.API_PREFIX + resume.client(), "api");
        } else if (token instanceof Token.ApiStop stop) {
            core.control().stopKeepingHolds(Hold.API_PREFIX + stop.client());
        } else if (token instanceof Token.ApiStart start) {
            core.control().startByClient(Hold.API_PREFIX + start.client());
        } else if (token instanceof Token.ApiSend send) {
            core.dispatcher().submit(ActionRequest.api("script", send.action(), send.lane()));
        } else if (token instanceof Token.See see) {
            sight.see(see);
            core.skills().looked();
        } else if (token instanceof Token.Said || token instanceof Token.Did) {
            sound.take(token);
        } else if (token instanceof Token.Focus focus) {
            windowsNow().focus(focus.where());
        } else if (token instanceof Token.Locked locked) {
            windowsNow().lock(locked.locked());
        } else if (token instanceof Token.Chat chat) {
            windowsNow().chatKey(chat.open(), core.ledger().hold(Hold.CHAT).isPresent()).ifPresent(desktop::deviceTap);
        } else if (token instanceof Token.Reload reload) {
            reload(reload.file());
        } else if (token instanceof Token.Stop) {
            core.control().stop("stop");
        }
    }

    private void tellCovered(Key key) {
        if (desktop.isDown(key) || desktop.isHookDead()) {
            presses.untold(key, desktop.isCovered(key));
        }
    }

    private void pause(Token.ApiPause pause) {
        String holder = Hold.API_PREFIX + pause.client();
        OptionalLong lease = pause.lease().map(each -> OptionalLong.of(each.toNanos())).orElse(OptionalLong.empty());
        core.control().pause(holder, "api", pause.scope().scopes(), lease,
                pause.graceful() ? Optional.of(GRACE) : Optional.empty());
    }

    private void reload(String file) {
        try {
            Profile next = profiles.apply(file);
            game = next.window();
            sound.load(next);
            core.load(next);
        } catch (IllegalArgumentException refused) {
            listener.accept(new Event.ProfileRefused(clock.nanos(), refused.getMessage(), Optional.empty()));
        }
    }

    private SimulatedWindows windowsNow() {
        windows = windows == null ? new SimulatedWindows(() -> game) : windows;
        return windows;
    }

    /** Lets time pass, stopping at every deadline on the way. */
    private void pass(long nanos) {
        long end = clock.nanos() + nanos;
        while (nextDeadline <= end) {
            clock.moveTo(nextDeadline);
            settle();
        }
        clock.moveTo(end);
        settle();
    }

    /** Steps everything until nothing is left to do now. */
    private void settle() {
        long now = clock.nanos();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            desktop.deliver(core::heard);
            long next = Clock.NEVER;
            for (Part part : core.parts()) {
                next = Math.min(next, part.step(now));
            }
            next = Math.min(next, sound.step(now));
            nextDeadline = Math.min(next, desktop.nextHeard());
            if (nextDeadline > now) {
                return;
            }
        }
        throw new IllegalStateException("the core does not come to rest at " + now + " ns");
    }
}
