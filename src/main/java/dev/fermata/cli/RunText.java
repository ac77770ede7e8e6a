package dev.fermata.cli;

import dev.fermata.app.Session;
import dev.fermata.config.profile.Profile;
import dev.fermata.model.AgentState;
import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import dev.fermata.observe.RunSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code fermata run} says at its beginning and at its end. */
final class RunText {
    private RunText() {
    }

    /** What is played, where, and which keys matter. @param hidden the files of other profiles of its name */
    static void greet(Screen screen, Profile profile, List<Path> hidden, Session session, AgentState begin) {
        screen.line("fermata plays '" + profile.name() + "' on " + session.desktopName());
        profile.file().ifPresent(file -> screen.line("from " + file + hidden.stream()
                .map(other -> ", which hides " + other).collect(Collectors.joining())));
        List<String> keys = new ArrayList<>();
        hotkey(profile, Command.State.TOGGLE, "starts and pauses", keys);
        hotkey(profile, Command.State.MASTER, "arms and stops", keys);
        hotkey(profile, Command.State.PANIC, "stops at once", keys);
        keys.add("Ctrl-C ends");
        screen.line(String.join(", ", keys));
        List<String> silencers = new ArrayList<>();
        if (!profile.priority().special().isEmpty()) {
            silencers.add(names(profile.priority().special()));
        }
        if (!profile.priority().managed().isEmpty()) {
            silencers.add(names(profile.priority().managed().keySet()) + " (sent for you after the pre-delay)");
        }
        if (!silencers.isEmpty()) {
            screen.line("silent while one is down: " + String.join(", ", silencers));
        }
        session.page().ifPresent(page -> screen.line("live page: " + page));
        if (begin == AgentState.STOPPED) {
            screen.line("it is stopped: " + profile.howToStart());
        }
    }

    /** What the run came to. */
    static String summary(RunSummary summary) {
        return "played " + summary.played() + " actions and " + summary.playersKeys() + " keys of yours; "
                + summary.holds() + " holds, " + summary.duringHolds() + " actions during them; "
                + summary.dropped() + " not played; " + summary.down().size() + " keys left down";
    }

    private static void hotkey(Profile profile, Command command, String does, List<String> keys) {
        Hotkey key = profile.hotkeys().get(command);
        if (key != null) {
            keys.add(key + " " + does);
        }
    }

    private static String names(Collection<Key> keys) {
        return keys.stream().sorted().map(Key::id).collect(Collectors.joining(", "));
    }
}
