package dev.fermata.model;

import java.util.Map;

/**
 * How a voice has done since the start. Immutable.
 *
 * @param name of the voice
 * @param server where it is asked for; empty for what is asked on no server
 * @param asked how often, each attempt counted
 * @param made how often a sound came that could be heard
 * @param failed how often not, by the sort of failure
 * @param meanNanos how long a sound that came took on average; 0 where none came
 * @param restNanos for how long it will not be asked, for it has failed; 0 when it may be asked
 */
public record VoiceFigures(String name, String server, long asked, long made, Map<String, Long> failed,
        long meanNanos, long restNanos) {
}
