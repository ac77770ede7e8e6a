package dev.fermata.play;

import dev.fermata.model.Action;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The steps of a take, each made when it is asked for: a take may have as many as all actions that wait. Immutable. */
final class TakeSteps extends AbstractList<Step> implements RandomAccess {
    private final Take first;
    private final List<Stroke> strokes;
    private final long lengthMicros;
    private final int times;
    private final double speed;

    TakeSteps(Action.Take played) {
        first = played.fromMicros() == 0 ? played.take() : played.take().from(played.fromMicros());
        strokes = played.take().strokes();
        lengthMicros = played.take().lengthMicros();
        times = played.times();
        speed = played.speed();
    }

    @Override
    public Step get(int index) {
        if (index == 0) {
            return new Step.Begin();
        }
        int ofFirst = first.strokes().size() + 1;
        if (index <= ofFirst) {
            return step(first.strokes(), index - 1, 0, first.lengthMicros());
        }
        int after = index - 1 - ofFirst;
        int round = after / (strokes.size() + 1);
        return step(strokes, after % (strokes.size() + 1), first.lengthMicros() + round * lengthMicros, lengthMicros);
    }

    @Override
    public int size() {
        return 1 + first.strokes().size() + 1 + (times - 1) * (strokes.size() + 1);
    }

    private Step step(List<Stroke> of, int index, long from, long length) {
        return index == of.size() ? new Step.TakeEnd(nanos(from + length))
                : new Step.TakeStroke(nanos(from + of.get(index).atMicros()), of.get(index));
    }

    private long nanos(long micros) {
        return Math.round(micros * 1_000 / speed);
    }
}
