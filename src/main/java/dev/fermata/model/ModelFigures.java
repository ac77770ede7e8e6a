package dev.fermata.model;

import java.util.Map;

/**
 * How a language model has done since the start. Immutable.
 *
 * @param name of the model
 * @param server where it is
 * @param asked how often, each attempt counted
 * @param answered how often an answer came to its end
 * @param failed how often not, by the sort of failure
 * @param stopped how often nobody waited for the rest
 * @param limited how often it was not asked, for more than is allowed of it was wanted
 * @param promptTokens how much it has read
 * @param tokens how much it has written
 * @param tokensOfDay how much of both in the last 24 hours, as far as they are limited
 * @param writing how many answers it writes now
 * @param firstP50Nanos from the asking to the first of the text, of the last ones
 * @param firstP99Nanos the same, of the slowest in a hundred
 * @param firstMaxNanos the longest of all
 * @param restNanos for how long it will not be asked, for it has failed; 0 when it may be asked
 */
public record ModelFigures(String name, String server, long asked, long answered, Map<String, Long> failed,
        long stopped, long limited, long promptTokens, long tokens, long tokensOfDay, int writing, long firstP50Nanos,
        long firstP99Nanos, long firstMaxNanos, long restNanos) {
    public ModelFigures {
        failed = Map.copyOf(failed);
    }
}
