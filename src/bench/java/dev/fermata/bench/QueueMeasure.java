package dev.fermata.bench;

import dev.fermata.play.QueueRace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The queue between whoever plays and the dispatcher, beside the JDK's priority queue. */
final class QueueMeasure implements Measure {
    private static final String PEER = "PriorityBlockingQueue";
    private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String about() {
        return "InputQueue: throughput and wait with 1, 2 and 8 producers, beside PriorityBlockingQueue";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        long length = TimeUnit.MILLISECONDS.toNanos(effort.pick(300, 800));
        for (QueueRace each : QueueRace.values()) {
            each.run(2, 0, length);
        }
        List<Row> rows = new ArrayList<>();
        for (int producers : new int[] {1, 2, 8}) {
            Map<QueueRace, List<QueueRace.Run>> fast = new EnumMap<>(QueueRace.class);
            Map<QueueRace, List<QueueRace.Run>> paced = new EnumMap<>(QueueRace.class);
            for (int round = 0; round < effort.rounds(); round++) {
                for (QueueRace each : QueueRace.values()) {
                    fast.computeIfAbsent(each, key -> new ArrayList<>()).add(each.run(producers, 0, length));
                    paced.computeIfAbsent(each, key -> new ArrayList<>())
                            .add(each.run(producers, REST_NANOS * producers, length));
                }
            }
            String by = producers == 1 ? "1 producer" : producers + " producers";
            rows.add(new Row(name(), "throughput, " + by, "k/s", throughput(fast.get(QueueRace.INPUT_QUEUE)), PEER,
                    throughput(fast.get(QueueRace.PRIORITY_BLOCKING_QUEUE)), Target.NONE));
            for (int percent : new int[] {50, 99}) {
                rows.add(new Row(name(), "wait p" + percent + ", " + by, "µs",
                        wait(paced.get(QueueRace.INPUT_QUEUE), percent), PEER,
                        wait(paced.get(QueueRace.PRIORITY_BLOCKING_QUEUE), percent),
                        percent == 50 ? new Target.Within(1.2) : Target.NONE));
            }
        }
        return rows;
    }

    private static double throughput(List<QueueRace.Run> runs) {
        return Figures.median(runs.stream().mapToDouble(run -> run.perSecond() / 1_000).toArray());
    }

    private static double wait(List<QueueRace.Run> runs, double percent) {
        return Figures.median(runs.stream()
                .mapToDouble(run -> Figures.percentile(percent, run.waitNanos()) / 1_000).toArray());
    }
}
