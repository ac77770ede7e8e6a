package dev.fermata.simulate;

import dev.fermata.event.Event;
import dev.fermata.model.Hold;
import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import dev.fermata.profile.Profile;
import dev.fermata.profile.Skill;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches an event stream and throws at the first event that breaks a guarantee. Knows nothing of
 * the code under test but its events and the profile's text.
 */
final class Guarantees implements Consumer<Event> {
    private final Map<String, Event.HoldAdded> holds = new LinkedHashMap<>();
    private final Map<Key, Integer> down = new HashMap<>();
    private final Set<String> throughHolds = new HashSet<>();
    private boolean priorityRequested;

    Guarantees(Profile profile) {
        learn(profile);
    }

    /** Another profile may be in force from now on. */
    void learn(Profile profile) {
        for (Skill skill : profile.skills()) {
            if (skill.runsDuringHold()) {
                throughHolds.add(skill.name());
            }
        }
        profile.rotation().filter(rotation -> rotation.runsDuringHold()).ifPresent(r -> throughHolds.add("rotation"));
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.KeySent sent) {
            accept(sent);
        } else if (event instanceof Event.HoldAdded added) {
            require(holds.put(added.hold().holder(), added) == null, "G5: a holder holds twice", event);
        } else if (event instanceof Event.HoldRemoved removed) {
            require(holds.remove(removed.holder()) != null, "G5: a hold ended that was not on", event);
            boolean byKeys = removed.reason().startsWith("priority_key");
            require(!byKeys || removed.holder().equals(Hold.PRIORITY_KEYS),
                    "G5: a priority release ended another's hold", event);
        } else if (event instanceof Event.SchedulerPauseRequested) {
            require(!priorityRequested, "G3: paused twice", event);
            priorityRequested = true;
        } else if (event instanceof Event.SchedulerResumeRequested) {
            require(priorityRequested, "G3: resumed without a pause", event);
            priorityRequested = false;
        }
    }

    private void accept(Event.KeySent sent) {
        int owners = down.getOrDefault(sent.key(), 0);
        if (!sent.down()) {
            require(owners > 0, "G4: released what was not pressed", sent);
            down.put(sent.key(), 0);
            return;
        }
        down.put(sent.key(), owners + 1);
        boolean silent = sent.origin() == Origin.SKILL && !throughHolds.contains(sent.label());
        require(!silent || holds.isEmpty(), "G1: a skill pressed during a hold", sent);
    }

    private static void require(boolean kept, String guarantee, Event event) {
        if (!kept) {
            throw new AssertionError(guarantee + ": " + event);
        }
    }
}
