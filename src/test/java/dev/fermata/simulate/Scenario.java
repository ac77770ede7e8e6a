package dev.fermata.simulate;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.event.Event;
import dev.fermata.observe.EventFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One scenario file: a profile, a script, the events that must come of it.
 *
 * <pre>
 * # What it shows.
 * --- profile              without the schema and name lines, which are always the same
 * --- profile NAME         more profiles, for reload:NAME
 * --- script
 * --- expect [EVENT...]    the events, all of them or only those named
 * </pre>
 *
 * <p>What every simulation begins with, the profile loaded and the first state, is left out.
 */
record Scenario(Map<String, String> sections) {
    private static final String PROFILE_HEAD = "schema = 1\nname = \"scenario\"\n";

    static Scenario read(Path file) throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        String heading = "";
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("--- ")) {
                sections.put(heading, text.toString());
                heading = line.substring(4).strip();
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        sections.put(heading, text.toString());
        return new Scenario(sections);
    }

    /** What is played, as written. */
    String script() {
        return sections.get("script");
    }

    /** What was expected, a line an event. */
    List<String> expected() {
        return sections.get(expectHeading()).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Plays it and checks the guarantees on the way. Returns the events in the form of {@link #expected}. */
    List<String> play() {
        List<String> only = List.of(expectHeading().split("\\s+")).subList(1, expectHeading().split("\\s+").length);
        Profile profile = profile("");
        Guarantees guarantees = new Guarantees(profile, !sections.get("script").contains("no-suppress"));
        List<String> lines = new ArrayList<>();
        boolean[] over = new boolean[1];
        int[] seen = new int[1];
        Simulation simulation = new Simulation(profile, "script", sections.get("script"), name -> {
            Profile other = profile(name);
            guarantees.learn(other);
            return other;
        }, event -> {
            guarantees.accept(event);
            if (seen[0]++ >= 2 && !over[0] && (only.isEmpty() || only.contains(event.name()))) {
                lines.add(EventFormat.TEXT.format(event));
            }
        });
        if (sections.get("script").contains("frozen:")) {
            guarantees.expectStandstill();
        }
        simulation.report(guarantees);
        simulation.run();
        over[0] = true;
        Simulation.Aftermath aftermath = simulation.stop();
        if (!aftermath.leftDown().isEmpty() || !aftermath.orphanedHolds().isEmpty()) {
            throw new AssertionError("G4: left behind: " + aftermath);
        }
        guarantees.checkEnd();
        return lines;
    }

    private String expectHeading() {
        return sections.keySet().stream().filter(each -> each.startsWith("expect")).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no --- expect"));
    }

    private Profile profile(String name) {
        String heading = ("profile " + name).strip();
        String body = sections.get(heading);
        if (body == null) {
            throw new IllegalArgumentException("no --- " + heading);
        }
        ProfileResult result = ProfileReader.parse(heading, PROFILE_HEAD + body);
        return result.profile().orElseThrow(() -> new IllegalArgumentException(result.render()));
    }
}
