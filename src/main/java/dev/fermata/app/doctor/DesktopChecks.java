package dev.fermata.app.doctor;

import dev.fermata.app.Desktops;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.PhysicalKeys;
import dev.fermata.platform.Tenancy;
import dev.fermata.time.Clock;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be tried on the desktop itself. An agent that runs there is left alone: the test key is
 * none of its keys, and the keys of profiles, which it may have taken over, are not asked for.
 */
final class DesktopChecks {
    static final String OTHER_AGENTS = "other agents";

    private static final String NO_HOOK = "see docs/platforms.md for what your platform needs";
    private static final String NO_INPUT = "if the game or another program runs with more rights, so must Fermata";

    private final Desktops.Opener opener;
    private final Clock clock;
    private final Key testKey;
    private final List<Finding> findings = new ArrayList<>();

    /** @param testKey one that neither a program nor a profile heeds */
    DesktopChecks(Desktops.Opener opener, Clock clock, Key testKey) {
        this.opener = opener;
        this.clock = clock;
        this.testKey = testKey;
    }

    /**
     * Opens the desktop, tries everything out, and leaves nothing pressed or taken; at most 2.5 seconds.
     *
     * @param runtime the folder of the lock that admits one agent a desktop
     * @param managed the managed keys of the profiles, each with the names of the profiles
     * @param hotkeys those that profiles want kept from the game, likewise
     */
    List<Finding> examine(Path runtime, Map<Key, List<String>> managed, Map<Hotkey, List<String>> hotkeys) {
        try (Desktop desktop = opener.open(new EchoFilter(), clock)) {
            boolean alone = otherAgents(runtime, desktop);
            if (!send(desktop)) {
                return List.copyOf(findings);
            }
            findings.add(Judge.keyState(
                    desktop.physicalKeys().read(testKey, false) != PhysicalKeys.Reading.UNKNOWN));
            suppress(desktop, alone, managed);
            consume(desktop, alone, hotkeys);
            leaveNothingDown(desktop);
        } catch (DesktopException e) {
            findings.add(Finding.broken("desktop", e, NO_HOOK));
        }
        return List.copyOf(findings);
    }

    /** @return whether no agent runs here */
    private boolean otherAgents(Path runtime, Desktop desktop) {
        Optional<Tenancy.Other> other;
        try {
            other = Desktops.tenancy(desktop).other(runtime);
        } catch (UncheckedIOException e) {
            findings.add(Finding.broken(OTHER_AGENTS, e, "see permissions above"));
            return true;
        }
        findings.add(other.map(agent -> running(agent.pid().isPresent()
                        ? Optional.of(Long.toString(agent.pid().getAsLong())) : Optional.empty(), Desktops.platform().endsByForceOnly()))
                .orElseGet(() -> Finding.fine(OTHER_AGENTS, "none on this desktop")));
        return other.isEmpty();
    }

    /** On Windows only force ends a program of a console from outside; then nothing can be released any more. */
    static Finding running(Optional<String> process, boolean byForceOnly) {
        String end = process.map(id -> byForceOnly
                ? ", or 'fermata stop' first, which releases its keys, and then 'taskkill /f /pid " + id + "'"
                : ", or 'kill " + id + "'").orElse("");
        return Finding.degraded(OTHER_AGENTS, "fermata already runs here, as process " + process.orElse("unknown")
                + process.flatMap(DesktopChecks::program).orElse("") + "; a second one would not start",
                "'fermata stop' silences it, 'fermata quit' ends it; if it does not answer, Ctrl-C in its terminal"
                        + end);
    }

    private static Optional<String> program(String process) {
        return process.chars().allMatch(Character::isDigit)
                ? ProcessHandle.of(Long.parseLong(process)).flatMap(one -> one.info().command())
                        .map(Path::of).map(Path::getFileName).map(name -> " (" + name + ")")
                : Optional.empty();
    }

    /** @return whether keys can be sent and heard at all, so that the rest can be tried */
    private boolean send(Desktop desktop) {
        KeyTrial trial = new KeyTrial(desktop, clock, testKey);
        try {
            trial.startHook();
        } catch (DesktopException e) {
            findings.add(Finding.broken(Judge.HOOK, e, NO_HOOK));
            return false;
        }
        try {
            KeyTrial.Outcome seen = trial.run();
            findings.add(Judge.injection(testKey, seen.taken()));
            findings.add(desktop.capabilities().hearsOwnInput() ? Judge.hook(seen.sent(), seen.heard())
                    : Finding.fine(Judge.HOOK, "the keyboards are read; 'fermata keys --listen' shows what you press"));
            return true;
        } catch (DesktopException e) {
            findings.add(Finding.broken(Judge.INJECTION, e, NO_INPUT));
            return false;
        }
    }

    private void suppress(Desktop desktop, boolean alone, Map<Key, List<String>> managed) {
        if (!desktop.capabilities().hearsOwnInput()) {
            findings.add(Finding.fine(Judge.SUPPRESSION, "not tried, for your keyboard would have to be taken; what is"
                    + " managed is not passed on"));
            return;
        }
        // A second opening of the same desktop is another program to the first.
        try (Desktop other = opener.open(new EchoFilter(), clock)) {
            SuppressionTrial trial = new SuppressionTrial(desktop, other.injector(), clock);
            SuppressionTrial.Outcome seen = trial.run(testKey);
            findings.add(Judge.suppression(testKey, seen));
            if (seen.possible()) {
                findings.add(alone ? Judge.managedKeys(managed, trial.takeable(managed.keySet()))
                        : Finding.fine(Judge.MANAGED_KEYS, "not tried, the agent that runs may have them"));
            }
        } catch (DesktopException e) {
            findings.add(Finding.broken(Judge.SUPPRESSION, e, NO_HOOK));
        }
    }

    private void consume(Desktop desktop, boolean alone, Map<Hotkey, List<String>> hotkeys) {
        try {
            findings.add(alone ? Judge.hotkeys(hotkeys, desktop.suppressor().unconsumable(hotkeys.keySet()))
                    : Finding.fine(Judge.HOTKEYS, "not tried, the agent that runs may have them"));
        } catch (DesktopException e) {
            findings.add(Finding.broken(Judge.HOTKEYS, e, NO_HOOK));
        }
    }

    /** Every trial releases what it pressed; this is for a release that the desktop has lost. */
    private void leaveNothingDown(Desktop desktop) {
        if (desktop.physicalKeys().read(testKey, false) == PhysicalKeys.Reading.DOWN) {
            desktop.injector().release(testKey);
        }
    }
}
