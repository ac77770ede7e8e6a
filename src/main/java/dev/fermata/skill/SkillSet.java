package dev.fermata.skill;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Rotation;
import dev.fermata.config.profile.Skill;
import dev.fermata.event.Event;
import dev.fermata.event.ProfileChanges;
import dev.fermata.model.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The skills of the profile in force, and which of them are on. Not thread-safe: the ledger's lock guards it. */
final class SkillSet {
    /** By name, in the profile's order. */
    private Map<String, Entry> entries = new LinkedHashMap<>();

    /** A skill and whether it is on. */
    record Entry(PlayedSkill skill, boolean isOn) {
    }

    /**
     * Takes the skills of another profile; each is on or off as that says. One that is played as before is the same
     * object as before.
     *
     * @param settings what else differs, for the answer
     */
    ProfileChanges replace(Profile profile, List<String> settings) {
        Map<String, Entry> before = entries;
        entries = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (PlayedSkill skill : PlayedSkill.of(profile)) {
            boolean isOn = isOn(profile, skill.name());
            Entry old = before.get(skill.name());
            boolean same = old != null && old.skill.isPlayedAs(skill);
            entries.put(skill.name(), new Entry(same ? old.skill : skill, isOn));
            if (old == null) {
                added.add(skill.name());
            } else if (!same || old.isOn != isOn) {
                changed.add(skill.name());
            }
        }
        List<String> removed = before.keySet().stream().filter(name -> !entries.containsKey(name)).toList();
        return new ProfileChanges(added, changed, removed, settings);
    }

    /** Turns a skill on or off until the next {@link #replace}. Returns what it is then; empty without such a skill. */
    Optional<Boolean> turn(String name, Turn how) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        boolean isOn = how.from(entry.isOn);
        entries.put(name, new Entry(entry.skill, isOn));
        return Optional.of(isOn);
    }

    /** Returns whether a skill of that name is there and on. */
    boolean isOn(String name) {
        Entry entry = entries.get(name);
        return entry != null && entry.isOn;
    }

    /** The skills that are on. */
    List<PlayedSkill> on() {
        return entries.values().stream().filter(Entry::isOn).map(Entry::skill).toList();
    }

    /** All of them, in the profile's order. */
    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** Their names. */
    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    private static boolean isOn(Profile profile, String name) {
        return name.equals(Rotation.NAME) && profile.rotation().isPresent()
                || profile.skills().stream().anyMatch(skill -> skill.name().equals(name) && skill.enabled());
    }
}
