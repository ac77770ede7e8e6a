package dev.fermata.speak.pipeline;

import dev.fermata.speak.engine.VoiceException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Steps in their order. One that fails is left out, and that is told.
 *
 * @param <T> what goes through them
 * @param steps with their names
 * @param tell told, for people, what was left out and why
 */
record Steps<T>(List<Named<T>> steps, Consumer<String> tell) {
    /** @param name as the settings have it */
    record Named<T>(String name, Step<T> step) {
    }

    /** Sends something through all of them. @throws VoiceException where a step says that it must not be heard */
    T apply(T value, Said said) throws VoiceException {
        T now = value;
        for (Named<T> each : steps) {
            try {
                now = Objects.requireNonNull(each.step().apply(now, said), "it gave nothing");
            } catch (RuntimeException e) {
                tell.accept("the step '" + each.name() + "' was left out: "
                        + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
        }
        return now;
    }
}
