package dev.fermata.record;

import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Cuts a piece out of a take. Stateless. */
public final class Trim {
    private Trim() {
    }

    /**
     * The piece between two times: what is down where it begins is pressed there, what is down where it ends released.
     *
     * @param fromMicros from the take's start; what happens at that very time is in it
     * @param toMicros the same of its end; what happens at that very time is not in it, but for releases
     * @param leadMicros how long before its first stroke it is to begin; empty for where the times say
     * @return empty where nothing happens in between
     */
    public static Take of(Take take, long fromMicros, long toMicros, OptionalLong leadMicros) {
        Take rest = take.from(fromMicros);
        long end = Math.min(toMicros - fromMicros, rest.lengthMicros());
        boolean toItsEnd = end == rest.lengthMicros();
        List<Stroke> kept = new ArrayList<>();
        Set<Key> down = new LinkedHashSet<>();
        for (Stroke stroke : rest.strokes()) {
            boolean atEdge = stroke.atMicros() == end && !toItsEnd;
            if (stroke.atMicros() > end || atEdge && !(stroke instanceof Stroke.Up)) {
                continue;
            }
            kept.add(stroke);
            if (stroke instanceof Stroke.Down press) {
                down.add(press.key());
            } else if (stroke instanceof Stroke.Up release) {
                down.remove(release.key());
            }
        }
        down.forEach(key -> kept.add(new Stroke.Up(end, key)));
        long later = kept.isEmpty() || leadMicros.isEmpty() ? 0 : leadMicros.getAsLong() - kept.get(0).atMicros();
        return new Take(kept.stream().map(stroke -> stroke.at(stroke.atMicros() + later)).toList(), end + later);
    }
}
