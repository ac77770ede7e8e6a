package dev.fermata.model;

import java.util.Map;

/**
 * What has come of answers that language models are to write. Immutable.
 *
 * @param asked how many a model was asked for
 * @param said how many have been heard as one wrote them
 * @param cut how many of those were not said to their end
 * @param templates how often the text of the rules was said instead, by why
 * @param writing how many are being written
 * @param firstP50Nanos from when one was asked for until its first sentence was there, of the last ones
 * @param firstP99Nanos the same, of the slowest in a hundred
 * @param firstMaxNanos the longest of all
 */
public record ReplyFigures(long asked, long said, long cut, Map<NotWritten, Long> templates, int writing,
        long firstP50Nanos, long firstP99Nanos, long firstMaxNanos) {
}
