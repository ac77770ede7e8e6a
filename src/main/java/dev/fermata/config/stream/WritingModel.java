package dev.fermata.config.stream;

import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretReference;
import java.time.Duration;
import java.util.Optional;

/**
 * A language model that a server has, and how much may be asked of it. Immutable.
 *
 * @param name for people, events and figures
 * @param model what the server calls it
 * @param key where the key is that the server wants
 * @param perMinute how often it is asked in any minute at most; 0 for any number
 * @param atOnce how many answers it writes at a time at most
 * @param maxTokens how long the server is asked to let an answer be at most
 * @param longest how many characters of an answer are taken at most
 * @param tokensPerDay how much it may read and write in any 24 hours, in its own count; 0 for any number
 * @param first how long it may be until the first of the text
 * @param idle how long it may be silent after that
 * @param total how long it may be until the answer is whole
 * @param temperature how boldly it writes; the server's where it is empty
 */
public record WritingModel(String name, ModelKind kind, ServerAddress address, String model,
        Optional<SecretReference> key, int perMinute, int atOnce, int maxTokens, int longest, long tokensPerDay,
        Duration first, Duration idle, Duration total, Optional<Double> temperature) {
    private static final int LONG = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The same for somebody who waits, and asks for one text after the other: longer ones, and as many as there are. */
    public WritingModel patient() {
        return new WritingModel(name, kind, address, model, key, 0, atOnce, Math.max(maxTokens, LONG), longest,
                tokensPerDay, longer(first), idle, longer(total), temperature);
    }

    private static Duration longer(Duration wait) {
        return wait.compareTo(PATIENCE) < 0 ? PATIENCE : wait;
    }
}
