package dev.fermata.model;

import java.util.Map;
import java.util.Optional;

/**
 * What the player may say, what was said last and what became of it all.
 *
 * @param commands how many there are
 * @param last what was said last; empty before anything was, and soon after something that was no command
 * @param done how often something was done
 * @param ignored how often nothing was, by why
 * @param tookP50Nanos from the end of what was said until it was done, of the last ones
 * @param tookP99Nanos the same, of the slowest in a hundred
 * @param tookMaxNanos the longest of all
 */
public record VoiceStatus(int commands, Optional<Last> last, long done, Map<WhyIgnored, Long> ignored,
        long tookP50Nanos, long tookP99Nanos, long tookMaxNanos) {

    public VoiceStatus {
        ignored = Map.copyOf(ignored);
    }

    /**
     * What was said.
     *
     * @param text as it was understood
     * @param confidence how sure the recogniser is, from 0 to 1
     * @param ignored why nothing was done; empty where something was
     * @param atNanos when it was understood
     */
    public record Last(String text, double confidence, Optional<WhyIgnored> ignored, long atNanos) {
    }
}
