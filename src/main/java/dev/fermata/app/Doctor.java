package dev.fermata.app;

import dev.fermata.desktop.Desktop;
import dev.fermata.desktop.DesktopException;
import dev.fermata.desktop.OwnInput;
import dev.fermata.desktop.PhysicalKeys;
import dev.fermata.desktop.virtual.VirtualDesktop;
import dev.fermata.desktop.x11.X11Desktop;
import dev.fermata.model.Key;
import dev.fermata.profile.ProfileLibrary;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Tries out what the agent needs of this machine. Sends nothing but a tap of {@link #TEST_KEY}, a
 * key that hardly any program heeds, to see whether the hook hears it.
 */
public final class Doctor {
    static final Key TEST_KEY = Key.F24;
    private static final long LONGEST_ECHO_NANOS = 1_500_000_000L;

    private final Places places;
    private final List<Finding> findings = new ArrayList<>();

    /** How well something works. */
    public enum Verdict {
        /** As it should. */
        FINE,
        /** Fermata works, with less than it could do. */
        DEGRADED,
        /** Fermata cannot work. */
        BROKEN;

        /** The verdict as it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing looked at. */
    public record Finding(Verdict verdict, String subject, String detail) {
    }

    public Doctor(Places places) {
        this.places = places;
    }

    /** Looks at everything; takes up to two seconds. */
    public List<Finding> examine() {
        add(Verdict.FINE, "java", System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        X11Desktop.warning(System.getenv()).ifPresent(warning -> add(Verdict.DEGRADED, "session", warning));
        profiles();
        desktop();
        List<String> missing = VirtualDesktop.missingPrograms();
        add(missing.isEmpty() ? Verdict.FINE : Verdict.DEGRADED, "virtual desktop", missing.isEmpty()
                ? "the demo and the tests can start one"
                : "only for demo and tests; missing: " + String.join(", ", missing));
        return List.copyOf(findings);
    }

    private void profiles() {
        List<ProfileLibrary.Entry> all = new ProfileLibrary(places.profileFolders()).list();
        List<String> broken = all.stream().filter(entry -> entry.result().profile().isEmpty())
                .map(ProfileLibrary.Entry::name).toList();
        if (broken.isEmpty()) {
            add(Verdict.FINE, "profiles", all.size() + " found");
        } else {
            add(Verdict.DEGRADED, "profiles", "broken: " + String.join(", ", broken) + "; see 'fermata check'");
        }
    }

    private void desktop() {
        Clock clock = new SystemClock();
        try (Desktop desktop = Desktops.open(new OwnInput(), clock)) {
            add(Verdict.FINE, "desktop", desktop.name());
            otherAgent(desktop);
            roundTrip(desktop, clock);
            boolean readable = desktop.physicalKeys().read(TEST_KEY, false) != PhysicalKeys.Reading.UNKNOWN;
            add(readable ? Verdict.FINE : Verdict.DEGRADED, "key state", readable
                    ? "can be read; a lost key-up heals itself"
                    : "cannot be read here; a lost key-up is noticed only after a minute");
            Set<Key> open = EnumSet.allOf(Key.class);
            open.removeIf(desktop.suppressor()::canSuppress);
            add(open.isEmpty() ? Verdict.FINE : Verdict.DEGRADED, "suppression", open.isEmpty()
                    ? "managed keys are kept from the game"
                    : "the game also sees your own press of " + (open.size() > 5 ? "managed keys" : open)
                            + "; see priority.unsuppressed in docs/profiles.md");
        } catch (DesktopException e) {
            add(Verdict.BROKEN, "desktop", e.getMessage());
        }
    }

    private void otherAgent(Desktop desktop) {
        Optional<SingleInstance> lock;
        try {
            lock = SingleInstance.acquire(places.runtime(), desktop.name());
        } catch (UncheckedIOException e) {
            add(Verdict.BROKEN, "other agents", e.getMessage());
            return;
        }
        if (lock.isPresent()) {
            lock.get().close();
            add(Verdict.FINE, "other agents", "none");
        } else {
            add(Verdict.DEGRADED, "other agents", "one is running here: process "
                    + SingleInstance.holder(places.runtime(), desktop.name()).orElse("unknown"));
        }
    }

    /** Sends the test key and waits for the hook to hear it. */
    private void roundTrip(Desktop desktop, Clock clock) {
        Thread waiting = Thread.currentThread();
        desktop.hook().watch(Set.of(TEST_KEY));
        desktop.hook().start((key, down) -> LockSupport.unpark(waiting));
        long before = desktop.hook().heard();
        long start = clock.nanos();
        desktop.injector().press(TEST_KEY);
        desktop.injector().release(TEST_KEY);
        while (desktop.hook().heard() == before && clock.nanos() - start < LONGEST_ECHO_NANOS) {
            clock.parkUntil(start + LONGEST_ECHO_NANOS);
        }
        if (desktop.hook().heard() == before) {
            add(Verdict.BROKEN, "hook", "a key sent here was not heard: nothing would silence the schedule");
        } else {
            add(Verdict.FINE, "hook", String.format(Locale.ROOT, "heard a key %.1f ms after it was sent",
                    (clock.nanos() - start) / 1e6));
        }
    }

    private void add(Verdict verdict, String subject, String detail) {
        findings.add(new Finding(verdict, subject, detail));
    }
}
