package dev.fermata.skill;

import dev.fermata.model.WhyNot;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a skill of the profile stands.
 *
 * @param isPlaying whether it is being played at this moment
 * @param played how often it was played to its end since it is what it is
 * @param lastPlayedNanos when that was the last time; empty for not yet
 * @param whyNot why it is not being played; empty while it is
 */
public record SkillState(String name, boolean isOn, boolean isPlaying, long played, OptionalLong lastPlayedNanos,
        Optional<WhyNot> whyNot) {
}
