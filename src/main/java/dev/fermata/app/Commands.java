package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.control.AgentControl;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.hear.Bindings;
import dev.fermata.model.AgentState;
import dev.fermata.model.Command;
import dev.fermata.model.Hold;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.pause.PauseLedger;
import dev.fermata.play.Dispatcher;
import dev.fermata.skill.SkillManager;
import dev.fermata.time.Clock;
import dev.fermata.window.WindowRules;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Does what the player's hotkeys ask for, unless they are typed into a text; so it keeps the rules for windows too.
 * Input thread only, but for {@link #isElsewhere}.
 */
final class Commands {
    private final Clock clock;
    private final Bus bus;
    private final AgentControl control;
    private final PauseLedger ledger;
    private final SkillManager skills;
    private final Dispatcher dispatcher;
    private final TakeOver takeOver;
    private final Core.Host host;
    private final Set<Key> talk;
    private Profile profile;
    /** Null before the first profile with a window, so that its class is not loaded without one. */
    private volatile WindowRules windowRules;

    /** @param talk the keys with which the player talks, whatever is played */
    Commands(Clock clock, Bus bus, AgentControl control, PauseLedger ledger, SkillManager skills, Dispatcher dispatcher,
            TakeOver takeOver, Core.Host host, Set<Key> talk) {
        this.talk = talk;
        this.clock = clock;
        this.bus = bus;
        this.control = control;
        this.ledger = ledger;
        this.skills = skills;
        this.dispatcher = dispatcher;
        this.takeOver = takeOver;
        this.host = host;
    }

    /** What the keys of a profile mean. */
    Bindings bindings(Profile profile) {
        Map<Key, Bindings.Managed> managed = new EnumMap<>(Key.class);
        profile.priority().managed().forEach((key, each) ->
                managed.put(key, new Bindings.Managed(each.send(), each.preDelay())));
        Map<Command, Hotkey> hotkeys = new LinkedHashMap<>(profile.hotkeys());
        for (Key key : profile.chatKeys()) {
            hotkeys.put(new Command.ChatKey(key), new Hotkey(List.of(), key));
        }
        return new Bindings(talk, profile.priority().special(), managed, hotkeys);
    }

    /** Another profile is about to be in force; its window's rules are when this returns. */
    void load(Profile newProfile) {
        profile = newProfile;
        if (!talk.isEmpty()) {
            TalkConflicts.of(newProfile, talk).forEach(told -> bus.post(new Event.Advice(clock.nanos(), told)));
        }
        if (newProfile.window().isPresent() && windowRules == null) {
            windowRules = WindowHolds.rules(control, ledger, bus, clock, takeOver, host);
        }
        if (windowRules != null) {
            windowRules.load(newProfile.window());
            dispatcher.guardBy(newProfile.window().isPresent() ? windowRules : null);
        }
    }

    /** Whether something holds because what is typed is not for the game. Any thread. */
    boolean isElsewhere() {
        return windowRules != null && ledger.holds().stream().anyMatch(Hold::isOfWindow);
    }

    /** Takes what a pressed key may ask for. */
    void command(Command command) {
        if (command instanceof Command.ChatKey chat) {
            windowRules.chatKey(chat.key());
        } else if (TakeOver.isHotkey(command, profile.hotkeys().get(command), isElsewhere())) {
            obey(command);
        }
    }

    private void obey(Command command) {
        if (command instanceof Command.State state) {
            if (state == Command.State.TOGGLE && control.state() == AgentState.STOPPED) {
                toggledWhenStopped();
            }
            control.command(state);
        } else if (command instanceof Command.TurnSkill turn) {
            skills.turn(turn.skill(), turn.how(), "hotkey");
        } else if (command instanceof Command.UseProfile use) {
            host.useProfile(use.profile());
        }
    }

    /** By itself the toggle key starts nothing that is stopped: it arms it, or says what does. */
    private void toggledWhenStopped() {
        if (profile.oneKey()) {
            control.arm("toggle key");
            return;
        }
        Hotkey master = profile.hotkeys().get(Command.State.MASTER);
        bus.post(new Event.Advice(clock.nanos(), "it is stopped: " + (master == null ? "'fermata start' starts it"
                : master + " arms it first") + ", or one_key = true in [hotkeys] makes this key do both"));
    }

    /** Ends what tells of windows, if anything does. */
    void close() {
        if (windowRules != null) {
            windowRules.close();
        }
    }
}
