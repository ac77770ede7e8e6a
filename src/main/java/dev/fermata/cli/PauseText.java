package dev.fermata.cli;

import dev.fermata.config.Node;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What came of a pause, resume or toggle, in words. */
final class PauseText {
    private static final int MOST_HOLDS = 5;

    private PauseText() {
    }

    static String paused(Node answer) {
        String done = answer.get("changed").isFalse() ? "it was paused already; renewed" : "paused";
        String waits = answer.get("in_force").isFalse()
                ? System.lineSeparator() + "a sequence is still being played; silence begins at its end" : "";
        return done + System.lineSeparator() + state(answer) + waits;
    }

    /** @param unchanged what to say when there was nothing to end */
    static String resumed(Node answer, String unchanged) {
        return (answer.get("changed").isFalse() ? unchanged : "resumed") + System.lineSeparator() + state(answer);
    }

    private static String state(Node answer) {
        String state = AnswerText.plain(answer.get("state").text().toUpperCase(Locale.ROOT));
        List<Node> all = answer.get("holds").list();
        String holds = all.stream().limit(MOST_HOLDS).map(HoldText::of).collect(Collectors.joining("; "))
                + (all.size() > MOST_HOLDS ? " and " + (all.size() - MOST_HOLDS) + " more" : "");
        return state + (holds.isEmpty() ? "" : ", held by " + holds);
    }
}
