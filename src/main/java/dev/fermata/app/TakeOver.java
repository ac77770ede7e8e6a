package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.hear.InputHandler;
import dev.fermata.model.AgentState;
import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.Suppressor;
import dev.fermata.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes the managed keys from the game while the agent runs and nobody has paused it, and gives them back; and the
 * hotkeys all the while, if the profile wants that; but where the player types into something else than the game, only
 * those that write nothing and command the agent itself.
 *
 * <p>It never waits for the desktop: one change at a time is under way, and what happens meanwhile, however
 * much it is, becomes one more change after it. Which presses are sent does not depend on when a
 * change takes effect: the desktop tells of each press that it kept from the game.
 *
 * <p>Not thread-safe: input thread only, but for {@link #stateChanged}.
 */
final class TakeOver {
    private final Suppressor suppressor;
    private final InputHandler input;
    private final Supplier<AgentState> state;
    private final BooleanSupplier elsewhere;
    private final Clock clock;
    private final Bus bus;
    private final Consumer<Runnable> onInputThread;
    private final AtomicBoolean told = new AtomicBoolean();
    private Profile profile;
    private Set<Hotkey> consumed = Set.of();
    /** What was asked for last; null when it has to be asked for again in any case. */
    private Map<Key, Key> asked = Map.of();
    private boolean underWay;
    private boolean again;
    /** The managed keys that the player has been told are not kept from the game. */
    private Set<Key> toldOpen = Set.of();

    /**
     * @param elsewhere whether what is typed is not for the game
     * @param onInputThread has something run there soon; any thread
     */
    TakeOver(Suppressor suppressor, InputHandler input, Supplier<AgentState> state, BooleanSupplier elsewhere,
            Clock clock, Bus bus, Consumer<Runnable> onInputThread) {
        this.suppressor = suppressor;
        this.input = input;
        this.state = state;
        this.elsewhere = elsewhere;
        this.clock = clock;
        this.bus = bus;
        this.onInputThread = onInputThread;
    }

    /** Another profile is in force. What an earlier one was refused is asked for again. */
    void load(Profile newProfile) {
        profile = newProfile;
        consumed = null;
        asked = null;
        update();
    }

    /** The agent's state may be another one; any thread. Costs nothing when that was told already. */
    void stateChanged() {
        if (told.compareAndSet(false, true)) {
            onInputThread.accept(() -> {
                told.set(false);
                update();
            });
        }
    }

    /** The desktop keeps other keys than it said it would; any thread. Asking again tells which. */
    void suppressionChanged() {
        onInputThread.accept(() -> {
            asked = null;
            update();
        });
    }

    /**
     * Whether pressing that hotkey asks for something.
     *
     * @param elsewhere whether the player types into something else than the game
     */
    static boolean isHotkey(Command command, Hotkey hotkey, boolean elsewhere) {
        return !elsewhere || command == Command.State.PANIC || command instanceof Command.State && !hotkey.writes();
    }

    private void consume() {
        boolean away = elsewhere.getAsBoolean();
        Set<Hotkey> wanted = profile.hotkeys().entrySet().stream()
                .filter(each -> isHotkey(each.getKey(), each.getValue(), away)).map(Map.Entry::getValue)
                .filter(profile.consumed()::contains).collect(Collectors.toSet());
        if (!wanted.equals(consumed)) {
            consumed = wanted;
            suppressor.consume(wanted);
        }
    }

    private void update() {
        consume();
        if (underWay) {
            again = true;
            return;
        }
        Profile of = profile;
        Map<Key, Key> sentAs = new EnumMap<>(Key.class);
        if (state.get() == AgentState.RUNNING) {
            of.priority().managed().forEach((key, managed) -> sentAs.put(key, managed.send()));
        }
        if (sentAs.equals(asked)) {
            return;
        }
        asked = sentAs;
        underWay = true;
        suppressor.suppressSoon(sentAs, (suppressed, problem) ->
                onInputThread.accept(() -> granted(of, sentAs, suppressed, problem)));
    }

    private void granted(Profile of, Map<Key, Key> sentAs, Set<Key> suppressed, String problem) {
        underWay = false;
        Set<Key> open = EnumSet.noneOf(Key.class);
        open.addAll(sentAs.keySet());
        open.removeAll(suppressed);
        boolean sendAnyway = of.priority().unsuppressed() == Profile.Unsuppressed.SEND;
        input.suppressionChanged(suppressed, sendAnyway ? open : Set.of(), clock.nanos());
        if (!toldOpen.containsAll(open)) {
            toldOpen = open;
            bus.post(new Event.Failure(clock.nanos(), "suppression", open + " cannot be kept from the game here"
                    + (problem.isEmpty() ? "" : " (" + problem + ")") + "; "
                    + (sendAnyway ? "it sees your press and ours" : "treated as special")));
        }
        if (again) {
            again = false;
            update();
        }
    }
}
