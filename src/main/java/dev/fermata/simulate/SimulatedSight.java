package dev.fermata.simulate;

import dev.fermata.model.Condition;
import dev.fermata.model.Truth;
import dev.fermata.skill.Sight;
import java.util.HashMap;
import java.util.Map;

/** What a script says is to be seen; all the rest is unknown. Never out of date. Not thread-safe. */
final class SimulatedSight implements Sight, Condition.Values {
    private final Map<String, Token.See.Value> values = new HashMap<>();

    void see(Token.See see) {
        see.value().ifPresentOrElse(value -> values.put(see.sensor(), value), () -> values.remove(see.sensor()));
    }

    @Override
    public Truth over(Condition condition, long nowNanos) {
        return condition.over(this);
    }

    @Override
    public boolean isKnown(String sensor) {
        return values.containsKey(sensor);
    }

    @Override
    public double value(String sensor) {
        return values.get(sensor).number();
    }

    @Override
    public double maximum(String sensor) {
        return values.get(sensor).maximum();
    }
}
