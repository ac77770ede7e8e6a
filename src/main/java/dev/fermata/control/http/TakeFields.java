package dev.fermata.control.http;

import static dev.fermata.control.http.JsonBody.bad;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Field;
import dev.fermata.config.TakeText;
import dev.fermata.config.Types;
import dev.fermata.model.Action;
import dev.fermata.model.Take;
import java.util.List;
import java.util.Map;

/** The fields of {@code POST /actions} that are about a take. */
final class TakeFields {
    static final Field<String> TAKE = Field.optional("take", Types.text("the text of a take", text -> true), "",
            "The text of a take, in place of keys.");
    static final Field<Double> SPEED = Field.standard("speed", Types.number("0.1", "10"), "1",
            "With take: how many times as fast as it was recorded.");
    static final Field<Long> TIMES = Field.standard("times", Types.whole("number",
            "a whole number from 1 to " + Action.Take.MAX_TIMES, 1, Action.Take.MAX_TIMES), "1",
            "With take: how often it is played.");
    static final Field<Long> FROM = Field.standard("from_ms", Types.whole("number",
            "milliseconds from 0 to " + Take.MAX_LENGTH.toMillis(), 0, Take.MAX_LENGTH.toMillis()), "0",
            "With take: where in it the first time begins.");

    static final Map<Field<?>, String> TOLD = Map.of(
            SPEED, "a take cannot be played that slow or fast",
            TIMES, "a take cannot be played so often",
            FROM, "no take is that long");

    private static final int MOST_TOLD = 20;

    private TakeFields() {
    }

    /** The take that a body asks for. */
    static Action.Take of(JsonBody body) throws Refusal {
        TakeText read = TakeText.read("take", body.get(TAKE));
        if (read.take().isEmpty()) {
            List<Diagnostic> problems = read.problems();
            throw bad("bad_take", problems.get(0).problem(), TAKE.name(), "the text of a take, see docs/recording.md")
                    .with("problems", problems.stream().limit(MOST_TOLD).map(Diagnostic::headline).toList());
        }
        Take take = read.take().get();
        if (take.strokes().isEmpty()) {
            throw bad("bad_take", "nothing would be played", TAKE.name(), "at least one stroke, such as 0 down q");
        }
        long from = body.get(FROM) * 1_000;
        if (from > take.lengthMicros()) {
            throw bad("out_of_range", "the take has ended by then", FROM.name(),
                    "at most " + take.lengthMicros() / 1_000);
        }
        int times = body.get(TIMES).intValue();
        if ((long) times * take.strokes().size() > Action.Take.MAX_STROKES) {
            throw bad("out_of_range", "a take of " + take.strokes().size() + " strokes cannot be played so often",
                    TIMES.name(), "at most " + Action.Take.MAX_STROKES / take.strokes().size());
        }
        return new Action.Take(take, body.get(SPEED), times, from);
    }
}
