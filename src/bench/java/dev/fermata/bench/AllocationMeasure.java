package dev.fermata.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes allocated an event, once warm. Nothing may be allocated for what changes nothing: repeats,
 * echoes, looks at an empty queue. What changes something is told in events, which are objects.
 */
final class AllocationMeasure implements Measure {
    private static final long PATIENCE_MILLIS = 30_000;

    @Override
    public String name() {
        return "allocation";
    }

    @Override
    public String about() {
        return "bytes allocated for each event on the hot path, once warm";
    }

    @Override
    public List<Row> run(Effort effort) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Child probe = new Child("", AllocationProbe.class)) {
            String[] words;
            while ((words = probe.await(PATIENCE_MILLIS)) != null && !words[0].equals("end")) {
                String what = String.join(" ", List.of(words).subList(3, words.length));
                rows.add(Row.alone(name(), what, "B", Double.parseDouble(words[2]),
                        Boolean.parseBoolean(words[1]) ? new Target.AtMost(0) : Target.NONE));
            }
        }
        return rows;
    }
}
