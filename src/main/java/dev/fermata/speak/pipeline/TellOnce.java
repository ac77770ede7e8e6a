package dev.fermata.speak.pipeline;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells each thing once, and no more than so many. Any thread. */
final class TellOnce implements Consumer<String> {
    private static final int MOST = 100;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Consumer<String> tell;

    TellOnce(Consumer<String> tell) {
        this.tell = tell;
    }

    @Override
    public void accept(String message) {
        if (told.size() < MOST && told.add(message)) {
            tell.accept(message);
        }
    }
}
