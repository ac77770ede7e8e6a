package dev.fermata.platform;

import dev.fermata.model.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What became of keys that an agent left down when it died, as far as anybody looked. */
public sealed interface LeftKeys {
    /** No agent has died here without putting its keys up. */
    record None() implements LeftKeys {
    }

    /**
     * The agent of that process has died.
     *
     * @param keys what it had left down, up by now; empty when all were up already
     */
    record Released(long pid, List<Key> keys) implements LeftKeys {
    }

    /** An agent works here, and its keys are its own affair. */
    record Alive(OptionalLong pid) implements LeftKeys {
    }

    /** The agent of that process has died, and its journal cannot be read, so nobody knows its keys. */
    record Unreadable(long pid, Path journal) implements LeftKeys {
    }
}
