package dev.fermata.app.doctor;

import dev.fermata.app.Desktops;
import dev.fermata.app.ListenTrial;
import dev.fermata.app.Places;
import dev.fermata.app.VoiceTrial;
import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SettingsRefusedException;
import dev.fermata.control.client.AgentFile;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.platform.x11.X11Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at and tries out what the agent needs of this machine, in about two seconds. Sends nothing but
 * taps of a test key that hardly any program heeds and no profile of the library names; takes that key
 * and the managed keys of the profiles over for a few milliseconds, and gives them back. Used by one
 * thread, once.
 */
public final class Doctor {
    /** X11 desktops give the others from F13 on a meaning (microphone, touchpad, launchers). */
    static final List<Key> TEST_KEYS = List.of(Key.F24, Key.F19);

    private final Places places;
    private final Map<String, String> environment;
    private final Supplier<Settings> settings;
    private final Optional<Profile> chosen;
    private final Clock clock = new SystemClock();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param settings reads them; may throw {@link SettingsRefusedException}
     * @param chosen whose keys are tried; empty for those of every profile of the library
     */
    public Doctor(Places places, Map<String, String> environment, Supplier<Settings> settings,
            Optional<Profile> chosen) {
        this.chosen = chosen;
        this.places = places;
        this.environment = environment;
        this.settings = settings;
    }

    /** Looks at everything; takes at most five seconds, where everything is as slow as it may be. */
    public List<Finding> examine() {
        List<ProfileLibrary.Entry> library = new ProfileLibrary(places.profileFolders(settingsOrDefaults().ownProfiles())).list();
        List<Profile> profiles = Stream.concat(chosen.stream(),
                library.stream().flatMap(entry -> entry.result().profile().stream())).toList();
        Map<String, Profile> tried = new LinkedHashMap<>();
        chosen.ifPresentOrElse(one -> tried.put(one.name(), one), () -> library.forEach(entry ->
                entry.result().profile().ifPresent(one -> tried.put(entry.name(), one))));
        findings.add(MachineChecks.java());
        findings.add(MachineChecks.permissions(places));
        findings.add(MachineChecks.profiles(library));
        int portsPlace = findings.size();
        findings.add(Judge.timer(TimerTrial.run(clock)));
        Finding display = DisplayCheck.examine(environment);
        findings.add(display);
        if (display.verdict() != Verdict.BROKEN) {
            findings.addAll(new DesktopChecks(Desktops::open, clock, testKey(profiles))
                    .examine(places.runtime(), keysOf(tried, one -> one.priority().managed().keySet(), new TreeMap<>()),
                            keysOf(tried, Profile::consumed, new LinkedHashMap<>())));
            ScreenCheck.examine(() -> Desktops.platform().screen(OptionalLong.empty(), false), tried.entrySet().stream()
                    .filter(one -> !one.getValue().senses().sensors().isEmpty()).map(Map.Entry::getKey).toList())
                    .ifPresent(findings::add);
            FocusCheck.examine(() -> Desktops.platform().windows(focus -> { }), tried).ifPresent(findings::add);
        }
        Settings read = settingsOrDefaults();
        findings.addAll(SpeechChecks.examine(new VoiceTrial(read.speech())));
        findings.addAll(ListenChecks.examine(new ListenTrial(read.listen())));
        findings.add(StreamChecks.examine(read.stream()));
        StreamChecks.models(read.stream()).ifPresent(findings::add);
        findings.add(StreamChecks.viewers(read.stream(), tried));
        findings.add(HistoryCheck.examine(read.history(), places));
        findings.add(BridgeCheck.examine(read.bridge()));
        boolean alone = findings.stream().anyMatch(finding ->
                finding.subject().equals(DesktopChecks.OTHER_AGENTS) && finding.verdict() == Verdict.FINE);
        findings.add(portsPlace, apiPort(alone));
        if (Desktops.platform() instanceof X11Platform) {
            findings.add(MachineChecks.virtualDesktop());
        }
        return List.copyOf(findings);
    }

    /** What is wrong with the settings is told where the port is looked at. */
    private Settings settingsOrDefaults() {
        try {
            return settings.get();
        } catch (SettingsRefusedException e) {
            return Settings.DEFAULTS;
        }
    }

    /** @param alone whether no agent runs on this desktop */
    private Finding apiPort(boolean alone) {
        try {
            Optional<Integer> agent = AgentFile.find(places.runtime()).map(AgentFile::port)
                    .flatMap(port -> port.isPresent() ? Optional.of(port.getAsInt()) : Optional.empty());
            return MachineChecks.apiPort(settings.get().api(), agent, alone);
        } catch (SettingsRefusedException e) {
            return Finding.broken("settings", "cannot be used, so 'fermata run' would not start",
                    "'fermata config' tells every mistake and its place");
        }
    }

    /** The first that no profile listens to, so that an agent that is running does not heed it. */
    static Key testKey(List<Profile> profiles) {
        Set<Key> heard = new HashSet<>();
        for (Profile profile : profiles) {
            profile.hotkeys().values().stream().map(Hotkey::keys).forEach(heard::addAll);
            heard.addAll(profile.priority().special());
            heard.addAll(profile.priority().managed().keySet());
        }
        return TEST_KEYS.stream().filter(key -> !heard.contains(key)).findFirst().orElse(TEST_KEYS.get(0));
    }

    /** Those of each profile, with the names of the profiles. */
    private static <T> Map<T, List<String>> keysOf(Map<String, Profile> profiles,
            Function<Profile, Collection<T>> which, Map<T, List<String>> into) {
        profiles.forEach((name, profile) -> which.apply(profile)
                .forEach(key -> into.computeIfAbsent(key, none -> new ArrayList<>()).add(name)));
        return into;
    }
}
