package dev.fermata.cli;

import dev.fermata.config.Node;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * An answer of {@code GET /status} for people, in at most 80 columns unless names are long. What the
 * answer does not have is left out.
 */
final class StatusText {
    private final Node status;
    private final ZoneId zone;
    private final StringBuilder out = new StringBuilder(1_000);

    private StatusText(Node status, ZoneId zone) {
        this.status = status;
        this.zone = zone;
    }

    /** The text, which ends with a line break; breaks are {@code \n}. */
    static String of(Node status, ZoneId zone) {
        return new StatusText(status, zone).text();
    }

    private String text() {
        String session = text("sessionid");
        line("fermata %s plays '%s'%s%s", text("version"), text("profile"),
                session.isEmpty() ? "" : ", session " + session, since());
        line("%s%s", text("state").toUpperCase(Locale.ROOT), status.get("held").isTrue() ? ", held" : "");
        status.get("holds").list().forEach(hold -> line("  held by %s", HoldText.of(hold)));
        Node recording = status.get("recording");
        if (recording.isThere()) {
            line("  records %s for %s: %s strokes in %s", plain(recording.get("what")), plain(recording.get("client")),
                    plain(recording.get("strokes")), since(recording.get("since")));
        }
        Node deaf = status.get("nothing_heard");
        if (deaf.isThere()) {
            line("  ! nothing heard for %s: %s", since(deaf.get("since")), plain(deaf.get("detail")));
        }
        refused(status.get("profile_refused"));
        skills(status.get("skills").list());
        senses(status.get("senses"));
        speech(status.get("speech"));
        listening(status.get("listening"));
        stream(status.get("stream"));
        history(status.get("history"));
        bridge(status.get("bridge"));
        lanes(status.get("lanes").list());
        latencies(status.get("latencies").fields());
        counters(status.get("counters").fields());
        List<Node> alerts = status.get("alerts").list();
        if (!alerts.isEmpty()) {
            heading("ALERTS");
            alerts.forEach(alert -> line("  ! %s: %s (for %s)", plain(alert.get("name")), plain(alert.get("message")),
                    AnswerText.duration(millis(alert, "raised").orElse(0))));
        }
        return out.toString();
    }

    private String since() {
        try {
            Instant start = Instant.parse(text("started_at"));
            return ", since " + DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone).format(start);
        } catch (DateTimeException e) {
            return "";
        }
    }

    private void refused(Node refused) {
        String place = plain(refused.get("file"));
        for (String part : List.of("line", "column")) {
            place += refused.get(part).isThere() ? ":" + plain(refused.get(part)) : "";
        }
        if (refused.isThere()) {
            line("  ! profile refused %s ago: %s%s", since(refused.get("since")), place.isEmpty() ? "" : place + ": ",
                    plain(refused.get("problem")));
        }
    }

    private void skills(List<Node> skills) {
        if (skills.isEmpty()) {
            return;
        }
        heading("%-16s %9s %12s %6s %6s  %s", "SKILL", "NEXT IN", "LAST", "PLAYED", "MISSED", "NOW");
        for (Node skill : skills) {
            OptionalDouble next = millis(skill, "next_run");
            boolean off = skill.get("enabled").isFalse();
            line("%-16s %9s %12s %6s %6s  %s", plain(skill.get("name")),
                    off ? "off" : next.isPresent() ? AnswerText.duration(next.getAsDouble()) : "-",
                    ago(skill.get("last_played")), plain(skill.get("played")), plain(skill.get("missed")), now(skill));
        }
    }

    private String ago(Node time) {
        return time.isThere() ? since(time) + " ago" : "-";
    }

    /** How long ago a time of day was. */
    private String since(Node time) {
        try {
            Duration ago = Duration.between(Instant.parse(plain(time)), Instant.parse(text("now")));
            return AnswerText.duration(ago.toMillis());
        } catch (DateTimeException e) {
            return "-";
        }
    }

    /** What it does, or why it does nothing. */
    private static String now(Node skill) {
        return skill.get("playing").isTrue() ? "plays" : plain(skill.get("why_not").get("words"));
    }

    private void senses(Node senses) {
        if (!senses.isThere()) {
            return;
        }
        heading("%-16s %12s %9s %5s  %s", "SENSOR", "READS", "AGE", "SURE",
                plain(senses.get("captures_per_s")) + " captures/s");
        if (senses.get("trouble").isThere()) {
            line("  ! %s", plain(senses.get("trouble")));
        }
        for (Node reading : senses.get("readings").list()) {
            Node value = reading.get("value");
            boolean known = value.isThere();
            String says = value.isTrue() ? "yes" : value.isFalse() ? "no" : plain(value);
            OptionalDouble age = millis(reading, "age");
            String maximum = reading.get("maximum").isThere() ? "/" + plain(reading.get("maximum")) : "";
            line("%-16s %12s %9s %5s  %s", plain(reading.get("sensor")),
                    known ? says + maximum : "unknown",
                    age.isPresent() ? AnswerText.duration(age.getAsDouble()) : "-",
                    known ? plain(reading.get("confidence")) : "-", plain(reading.get("why")));
        }
    }

    private void speech(Node speech) {
        if (!speech.isThere()) {
            return;
        }
        String state = plain(speech.get("state")).replace('_', ' ');
        String silent = speech.get("silent").isThere() ? ", silent: " + plain(speech.get("silent")) : "";
        String says = speech.get("playing").isThere() ? ": " + plain(speech.get("playing")) : "";
        heading("%s", "SPEECH " + state + silent + says + "; " + plain(speech.get("waiting")) + " wait");
        line("  %s, on %s", plain(speech.get("voice")), plain(speech.get("device")));
    }

    private void listening(Node listening) {
        if (!listening.isThere()) {
            return;
        }
        boolean on = listening.get("on").isTrue();
        heading("%s", "LISTENING " + (on ? "for " + plain(listening.get("commands")) + " commands" : "off") + "; "
                + plain(listening.get("done")) + " done, " + plain(listening.get("ignored")) + " not");
        if (!on) {
            line("  %s", plain(listening.get("why_not")));
        }
        Node last = listening.get("last");
        if (last.isThere()) {
            line("  \"%s\", sure %s: %s, %s ago", plain(last.get("text")), plain(last.get("confidence")),
                    last.get("done").isTrue() ? "done" : plain(last.get("reason")),
                    AnswerText.duration(millis(last, "age").orElse(0)));
        }
        line("  %s, on %s", plain(listening.get("recogniser")), plain(listening.get("microphone")));
    }

    private void stream(Node stream) {
        if (stream.isThere()) {
            heading("STREAM %s came; %s answered, %s merged, %s dropped, %s waiting%s", plain(stream.get("came")),
                    plain(stream.get("answered")), plain(stream.get("merged")), plain(stream.get("dropped")),
                    plain(stream.get("waiting")), stream.get("silent").isThere() ? "; silent: "
                            + plain(stream.get("silent")) : "");
            line("  %s of %s feeds connected", plain(stream.get("feeds_open")), plain(stream.get("feeds")));
            viewers(stream.get("viewers"));
        }
    }

    private void viewers(Node viewers) {
        if (viewers.isThere()) {
            double refused = viewers.get("refused").fields().values().stream().mapToDouble(each ->
                    each.number().orElse(0)).sum();
            line("  viewers play (%s actions): %s of %s used, %s played, %s dropped, %.0f refused",
                    plain(viewers.get("actions")), plain(viewers.get("taken")), plain(viewers.get("total")),
                    plain(viewers.get("played")), plain(viewers.get("dropped")), refused);
        }
    }

    private void history(Node history) {
        if (history.isThere()) {
            heading("HISTORY %s written, %s lost; %s MB", plain(history.get("written")), plain(history.get("lost")),
                    AnswerText.millis(history.get("bytes").number().orElse(0) / 1_000_000));
            line("  %s", plain(history.get(history.get("trouble").isThere() ? "trouble" : "file")));
        }
    }

    private void bridge(Node bridge) {
        if (bridge.isThere()) {
            heading("BRIDGE %s; %s sent, %s missed", bridge.get("connected").isTrue() ? "connected" : "not connected",
                    plain(bridge.get("sent")), plain(bridge.get("missed")));
            line("  %s%s", plain(bridge.get("address")), bridge.get("why_not").isThere()
                    ? ": " + plain(bridge.get("why_not")) : "");
            if (bridge.get("listens").isTrue() || bridge.get("last_refused").isThere()) {
                line("  commands: %s done, %s refused%s", plain(bridge.get("done")), plain(bridge.get("refused")),
                        bridge.get("last_refused").isThere() ? "; last: " + plain(bridge.get("last_refused")) : "");
            }
        }
    }

    private void lanes(List<Node> lanes) {
        if (lanes.isEmpty()) {
            return;
        }
        heading("%-10s %7s %8s %9s %9s %8s %19s", "LANE", "QUEUED", "PLAYED", "REJECTED", "DROPPED", "FAILED",
                "WAIT P50/P99 MS");
        for (Node lane : lanes) {
            OptionalDouble p50 = millis(lane, "wait_p50");
            OptionalDouble p99 = millis(lane, "wait_p99");
            String wait = p50.isPresent() && p99.isPresent()
                    ? AnswerText.millis(p50.getAsDouble()) + " / " + AnswerText.millis(p99.getAsDouble()) : "-";
            line("%-10s %7s %8s %9s %9s %8s %19s", plain(lane.get("lane")), plain(lane.get("depth")),
                    plain(lane.get("played")), plain(lane.get("rejected")), plain(lane.get("dropped")),
                    plain(lane.get("failed")), wait);
        }
    }

    private void latencies(Map<String, Node> latencies) {
        if (latencies.isEmpty()) {
            return;
        }
        heading("%-30s %10s %10s %10s %10s", "LATENCY", "COUNT", "P50 MS", "P99 MS", "MAX MS");
        latencies.forEach((name, latency) -> line("%-30s %10s %10s %10s %10s", AnswerText.plain(name),
                plain(latency.get("count")), shown(latency, "p50"), shown(latency, "p99"), shown(latency, "max")));
    }

    private void counters(Map<String, Node> counters) {
        if (!counters.isEmpty()) {
            heading("TOTALS");
            counters.forEach((name, count) -> line("%-30s %12s", AnswerText.plain(name), plain(count)));
        }
    }

    private static String shown(Node json, String name) {
        OptionalDouble millis = millis(json, name);
        return millis.isPresent() ? AnswerText.millis(millis.getAsDouble()) : "-";
    }

    private static OptionalDouble millis(Node json, String name) {
        return json.get(name + "_ms").number();
    }

    private String text(String name) {
        return plain(status.get(name));
    }

    private static String plain(Node json) {
        return AnswerText.plain(json.text());
    }

    private void heading(String layout, Object... values) {
        out.append('\n');
        line(layout, values);
    }

    private void line(String layout, Object... values) {
        out.append(String.format(Locale.ROOT, layout, values).stripTrailing()).append('\n');
    }
}
