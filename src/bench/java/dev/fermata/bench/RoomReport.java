package dev.fermata.bench;

import dev.fermata.bench.EventReader.Heard;
import dev.fermata.bench.RoomRun.Look;
import dev.fermata.bench.RoomTraffic.Told;
import dev.fermata.bench.RoomWitness.Came;
import dev.fermata.bench.RoomWitness.Gift;
import dev.fermata.observe.EventLine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of a run: lines for people, and whether all was as it must be. */
final class RoomReport {
    private static final double MS = 1e6;
    private static final double GIFT_MILLIS = 1_000;
    private static final double DECISION_MILLIS = 5;
    /** So many are decided upon before the code is warm. */
    private static final int COLD = 1_000;
    /** A gift that is younger may have no sound yet. */
    private static final double SOUND_MADE_MILLIS = 500;
    private static final double QUIET_MILLIS = 400;
    /** From this part of the run on nothing may grow: in ten minutes, from the second on. */
    private static final double WARM = 0.2;
    private static final double MOST_GROWTH_MB = 8;
    private static final double MOST_MB = 160;
    /** Before, compilation and first uses are not over. */
    private static final double LEAST_SECONDS_TO_GROW = 240;
    /** Connections that are just being made or given up. */
    private static final int MOST_FILES = 6;
    private static final double OUTAGE_NANOS = 1e9;

    private final RoomRun run;
    private final boolean busy;
    private final RoomWitness witness;
    private final List<String> lines = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    /** The agent's clock began at that time of ours. */
    private final double originNanos;

    /** @param busy whether the machine has other things to do, so that times are told and not judged */
    RoomReport(RoomRun run, boolean busy) throws SQLException {
        this.run = run;
        this.busy = busy;
        this.witness = new RoomWitness(run.heard);
        this.originNanos = origin();
        messages();
        gifts();
        replies();
        decisions();
        history();
        redis();
        process();
    }

    /** An event was after its message was told and before it was heard of: in between lies the agent's clock. */
    private double origin() {
        Map<String, Double> cameAt = new HashMap<>();
        witness.all().forEach(each -> cameAt.putIfAbsent(each.id(), each.atMillis()));
        double earliest = run.traffic.told().values().stream().filter(each -> cameAt.containsKey(each.id()))
                .mapToDouble(each -> each.atNanos() - cameAt.get(each.id()) * MS).max().orElse(0);
        double latest = run.heard.stream().mapToDouble(each -> each.atNanos() - each.event().millis() * MS).min().orElse(0);
        return (earliest + latest) / 2;
    }

    private double ourNanos(double agentMillis) {
        return originNanos + agentMillis * MS;
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    private void must(boolean kept, String what) {
        if (!kept) {
            broken.add(what);
        }
    }

    /** Times are no matter on a busy machine. */
    private void mustInTime(boolean kept, String what) {
        must(kept || busy, what);
    }

    private void messages() {
        Map<String, Told> before = new HashMap<>(run.traffic.told());
        run.last.forEach(before::remove);
        witness.compare(before);
        List<String> wrong = witness.lessImportantFirst(SOUND_MADE_MILLIS);
        line("told: %d messages by 3 relays, %d connections; faults: %s", before.values().stream().mapToLong(Told::times)
                .sum(), run.faults.connections(), counts(run.faults.done()));
        line("ends: %s", counts(witness.reasons()));
        broken.addAll(witness.breaches());
        must(run.gaps == 0, "the event stream missed " + run.gaps);
        must(run.refused == 0, "not looked at: " + run.refused);
        line("order: %d times something less important began while a gift waited", wrong.size());
        mustInTime(wrong.isEmpty(), "less important was spoken before gifts: " + wrong);
        must(run.relays.stream().filter(relay -> relay.texts() != RelayTexts.STREAMER_BOT)
                .allMatch(relay -> relay.heard().isEmpty()), "a relay that obeys texts was sent one");
    }

    private static String counts(Map<String, Integer> counts) {
        List<String> all = new ArrayList<>();
        counts.forEach((what, count) -> all.add(count + " " + what));
        return String.join(", ", all);
    }

    private void gifts() {
        List<Double> alone = new ArrayList<>();
        List<Double> behind = new ArrayList<>();
        List<Double> heard = new ArrayList<>();
        List<Double> apart = new ArrayList<>();
        for (Gift gift : witness.gifts()) {
            Told told = run.traffic.told().get(gift.came().id());
            if (told == null || Double.isNaN(gift.spoken().begunMillis)) {
                continue;
            }
            double begun = (ourNanos(gift.spoken().begunMillis) - told.atNanos()) / MS;
            if (witness.isBehind(gift)) {
                behind.add(begun);
                continue;
            }
            alone.add(begun);
            if (witness.isQuietBefore(gift.came().atMillis(), QUIET_MILLIS)) {
                heard.add((run.sound.heardFrom(told.atNanos()) - told.atNanos()) / MS);
                apart.add(heard.get(heard.size() - 1) - begun);
            }
        }
        line("gifts: %d answered, %d of them with no other gift before them: told to begun %s", alone.size() + behind.size(),
                alone.size(), times(alone));
        line("  of those %d came while nothing was heard: told to the first sample at the sound server %s, which is %s after begun",
                heard.size(), times(heard), times(apart));
        line("  behind other gifts: %s; heard altogether %.0f s", times(behind), run.sound.secondsHeard());
        must(!alone.isEmpty() && !heard.isEmpty(), "no gift was answered at once");
        mustInTime(worst(alone) < GIFT_MILLIS, "a gift was begun after " + worst(alone) + " ms");
        mustInTime(worst(heard) < GIFT_MILLIS, "a gift was heard after " + worst(heard) + " ms");
    }

    private void replies() {
        long written = witness.answers().stream().filter(each -> each.contains(RoomModels.SAID)).count();
        line("replies by two language models: %d heard; their servers: %s", written, counts(run.models.done()));
        must(written > 0 || run.models.done().isEmpty(), "no reply of a language model was heard");
    }

    private static double worst(List<Double> millis) {
        return millis.stream().mapToDouble(each -> each).max().orElse(0);
    }

    private static String times(List<Double> millis) {
        double[] all = millis.stream().mapToDouble(each -> each).toArray();
        return all.length == 0 ? "none" : String.format(Locale.ROOT, "%s ms (p50), %s (p95), %s (worst)",
                Figures.number(Figures.percentile(50, all)), Figures.number(Figures.percentile(95, all)),
                Figures.number(Figures.percentile(100, all)));
    }

    private void decisions() {
        Look last = run.looks.get(run.looks.size() - 1);
        double own = last.decisionP99Millis();
        List<Double> steady = new ArrayList<>();
        List<Double> bursts = new ArrayList<>();
        Map<String, Boolean> seen = new HashMap<>();
        for (Came came : witness.all()) {
            Told told = run.traffic.told().get(came.id());
            if (told != null && seen.put(came.id(), true) == null) {
                (told.burst() ? bursts : steady).add((ourNanos(came.atMillis()) - told.atNanos()) / MS);
            }
        }
        Look first = run.looks.stream().filter(each -> each.decided() >= COLD).findFirst().orElse(last);
        line("decisions: read to decided %s ms (p99 of all, by its own account), the longest %s; %s (p99) of the first %.0f",
                Figures.number(own), Figures.number(last.longestDecisionMillis()),
                Figures.number(first.decisionP99Millis()), first.decided());
        line("  told by the relay to decided, all that waits in sockets included: %s ms (p99) of %d, %s (p99) of %d in bursts",
                Figures.number(percentile(steady)), steady.size(), Figures.number(percentile(bursts)), bursts.size());
        mustInTime(own < DECISION_MILLIS, "a decision took " + own + " ms (p99)");
        must(!Double.isNaN(own), "there are no figures of decisions");
    }

    private static double percentile(List<Double> millis) {
        return Figures.percentile(99, millis.stream().mapToDouble(each -> each).toArray());
    }

    private void history() throws SQLException {
        Map<String, Integer> kept = new HashMap<>();
        List<Heard> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + run.history);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT line FROM entry ORDER BY id")) {
            while (found.next()) {
                String line = found.getString(1);
                kept.merge(line, 1, Integer::sum);
                EventLine.parse(line).ifPresent(event -> all.add(new Heard(event, line, 0)));
            }
        }
        RoomWitness inFile = new RoomWitness(all);
        inFile.compare(run.traffic.told());
        inFile.breaches().forEach(each -> broken.add("history: " + each));
        long missing = run.heard.stream().filter(each -> each.event().name().startsWith("stream_")
                || each.event().name().startsWith("speech_")).filter(each -> kept.getOrDefault(each.line(), 0) < 1).count();
        must(missing == 0, "the history has not " + missing + " of the events that were told");
        must(run.historyLost == 0, "the history lost " + run.historyLost);
        must(run.exitCode >= 0, "the agent did not end: " + run.messages);
        line("history: %d entries, every event of %d messages; %d of them had just come when it was asked to end, and have ends",
                all.size(), inFile.messages(), inFile.messages() - witness.messages());
    }

    private void redis() {
        Map<String, Integer> left = new HashMap<>();
        run.heard.forEach(each -> left.merge(each.line(), 1, Integer::sum));
        long missed = 0;
        long received = 0;
        long unknown = 0;
        for (String message : run.redis.received()) {
            EventLine event = EventLine.parse("{\"t_ms\":0," + message.substring(1)).orElseThrow();
            if (event.name().equals("missed")) {
                missed += (long) Double.parseDouble(event.text("count"));
            } else if (left.merge(message, -1, Integer::sum) < 0) {
                left.put(message, 0);
                unknown += isOfTheEnd(message) ? 0 : 1;
            } else {
                received++;
            }
        }
        List<Heard> mended = run.heard.stream().filter(each -> each.event().name().equals("recovered")
                && each.event().text("what").equals("bridge")).toList();
        long unseen = run.heard.stream().filter(each -> left.getOrDefault(each.line(), 0) > 0)
                .filter(each -> !isInOutage(each.atNanos(), mended)).count();
        line("redis: killed %d times; %d of %d events received, each once; %d it was told of that they are missed; "
                + "%d more not received while it was there", run.redis.killed().size(), received, run.heard.size(), missed,
                Math.max(0, unseen - missed));
        must(unknown == 0, unknown + " events were received that nobody told, or twice");
        must(mended.size() >= run.redis.killed().size(), "the bridge came back " + mended.size() + " times");
        must(unseen <= missed, unseen + " events were not received, and " + missed + " told as missed");
    }

    /** Whether it was told after the event stream was left. */
    private boolean isOfTheEnd(String message) {
        double last = run.heard.get(run.heard.size() - 1).event().millis();
        return EventLine.parse(message).filter(each -> each.millis() >= last).isPresent();
    }

    private boolean isInOutage(long atNanos, List<Heard> mended) {
        return run.redis.killed().stream().anyMatch(killed -> atNanos > killed - OUTAGE_NANOS
                && atNanos < mended.stream().mapToLong(Heard::atNanos).filter(each -> each > killed).min()
                        .orElse(Long.MAX_VALUE - (long) OUTAGE_NANOS) + OUTAGE_NANOS);
    }

    private void process() {
        List<Look> warm = run.looks.subList((int) (run.looks.size() * WARM), run.looks.size());
        List<Look> collected = run.looks.stream().filter(each -> !Double.isNaN(each.liveMegabytes())).toList();
        Look first = collected.get(0);
        Look last = collected.get(collected.size() - 1);
        double most = warm.stream().mapToDouble(each -> each.figures().residentMegabytes()).max().orElseThrow();
        double cpu = (last.figures().cpuSeconds() - first.figures().cpuSeconds()) / (last.seconds() - first.seconds()) * 100;
        line("memory: resident %.1f MB at %.0f s, %.1f MB at the end, %.1f at most; of it in use on the heap, without garbage, "
                + "%.1f and %.1f MB; threads %d and %d, open files %d and %d; CPU %.1f %% of a core",
                first.figures().residentMegabytes(), first.seconds(), last.figures().residentMegabytes(), most,
                first.liveMegabytes(), last.liveMegabytes(), first.figures().threads(), last.figures().threads(),
                first.figures().files(), last.figures().files(), cpu);
        double growth = last.liveMegabytes() - first.liveMegabytes();
        must(growth < MOST_GROWTH_MB || last.seconds() < LEAST_SECONDS_TO_GROW, "what is in use on the heap grew by " + growth + " MB");
        must(most < MOST_MB, "memory was " + most + " MB");
        must(last.figures().threads() - first.figures().threads() <= 2, "threads grew");
        must(last.figures().files() - first.figures().files() <= MOST_FILES, "open files grew");
    }

    /** In lines for people, the last of which says whether all was as it must be. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.add(!broken.isEmpty() ? "BROKEN: " + broken : busy ? "nothing vanished, memory flat: kept; order and times not judged"
                : "nothing vanished, gifts first, in time, memory flat: kept");
        return all;
    }

    /** Whether all was as it must be. */
    boolean isKept() {
        return broken.isEmpty();
    }
}
