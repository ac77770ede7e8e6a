package dev.fermata.control;

import dev.fermata.model.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two skills, one other profile called {@code druid} and one that is broken; remembers what it was told. */
public final class FakePlay implements PlayControl {
    private final Map<String, Boolean> skills = Collections.synchronizedMap(new LinkedHashMap<>(
            Map.of("Fire bolt", true)));
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private volatile Runnable atQuit = () -> { };

    /** Has that done as well when somebody wants the end, before the call returns. */
    public void atQuit(Runnable more) {
        atQuit = more;
    }

    /** What was asked for, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Optional<Boolean> turn(String skill, Turn how, String by) {
        calls.add(how.id() + " " + skill + " by " + by);
        return Optional.ofNullable(skills.computeIfPresent(skill, (name, isOn) -> how.from(isOn)));
    }

    @Override
    public List<String> skills() {
        return List.copyOf(skills.keySet());
    }

    @Override
    public Used use(String profile, String by) {
        calls.add("use " + profile + " by " + by);
        return profile.equals("druid") ? new Used(Optional.of("Druid"), "")
                : new Used(Optional.empty(), profile + ": there is no profile of this name");
    }

    @Override
    public void quit(String by) {
        calls.add("quit by " + by);
        atQuit.run();
    }
}
