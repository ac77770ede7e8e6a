package dev.fermata.simulate;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.Skill;
import dev.fermata.event.Event;
import dev.fermata.model.Condition;
import dev.fermata.model.Key;
import dev.fermata.model.Origin;
import dev.fermata.model.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be pressed by what is seen (G9), reckoned from the tokens alone: nothing whose condition was not true since
 * its last press, not before it was confirmed, not again within its cooldown; and where nothing hinders it, it is.
 */
final class Seen implements Condition.Values {
    private static final long NEVER = Long.MIN_VALUE / 4;

    private final Map<String, Token.See.Value> values = new HashMap<>();
    private final Map<String, Watched> watched = new HashMap<>();
    private Profile profile;

    /** What is known of a skill that waits. */
    private static final class Watched {
        /** Since when its condition is true, and since when it was the last time that it was. */
        private long trueSince = NEVER;
        private boolean isTrue;
        /** Whether it was true, and whether false, at some time since its last action ended. */
        private boolean wasTrue;
        private boolean wasConfirmed;
        private boolean wasFalse;
        /** When its last action that was not cut off was pressed, and the one under way. */
        private long pressedAt = NEVER;
        private long pressing = NEVER;
    }

    Seen(Profile profile) {
        learn(profile, 0);
    }

    /** Another profile is in force: what is seen is seen at once, and a skill that is the same has been seeing it. */
    void learn(Profile next, long now) {
        Map<String, Watched> before = new HashMap<>(watched);
        before.keySet().removeIf(name -> !next.skills().contains(skill(name)));
        profile = next;
        watched.clear();
        for (Skill skill : next.skills()) {
            if (condition(skill).isPresent()) {
                watched.put(skill.name(), before.getOrDefault(skill.name(), new Watched()));
            }
        }
        look(now);
    }

    private static Optional<Condition> condition(Skill skill) {
        return skill instanceof Skill.Seen seen ? Optional.of(seen.when())
                : skill instanceof Skill.Timed timed ? timed.looked().map(Skill.Looked::when) : Optional.empty();
    }

    /** Takes a token before it is played. */
    void before(Token token, long now) {
        if (token instanceof Token.See see) {
            see.value().ifPresentOrElse(value -> values.put(see.sensor(), value), () -> values.remove(see.sensor()));
        }
        look(now);
    }

    private void look(long now) {
        for (Skill skill : profile.skills()) {
            condition(skill).ifPresent(when -> look(watched.get(skill.name()), when.over(this), now,
                    skill instanceof Skill.Seen seen ? seen.confirm().toNanos() : 0));
        }
    }

    private static void look(Watched each, Truth truth, long now, long confirm) {
        each.wasConfirmed |= each.isTrue && now - each.trueSince >= confirm;
        each.trueSince = truth == Truth.TRUE && !each.isTrue ? now : each.trueSince;
        each.isTrue = truth == Truth.TRUE;
        each.wasTrue |= truth == Truth.TRUE;
        each.wasFalse |= truth == Truth.FALSE;
    }

    void hear(Event event) {
        if (event instanceof Event.KeySent sent && sent.down() && sent.origin() == Origin.SKILL) {
            Watched each = watched.get(sent.label());
            if (each != null) {
                pressed(each, skill(sent.label()), sent);
            }
        } else if (event instanceof Event.ActionPlayed played) {
            ended(played.origin(), played.label(), true);
        } else if (event instanceof Event.ActionDropped dropped) {
            ended(dropped.origin(), dropped.label(), false);
        }
    }

    private Skill skill(String name) {
        return profile.skills().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private void pressed(Watched each, Skill skill, Event.KeySent sent) {
        if (skill instanceof Skill.Timed timed) {
            List<Key> other = timed.looked().flatMap(Skill.Looked::otherwise).map(action -> action.keys())
                    .orElse(List.of());
            require(other.contains(sent.key()) ? each.wasFalse : each.wasTrue, "G9: pressed by what was not seen",
                    sent);
            return;
        }
        Skill.Seen seen = (Skill.Seen) skill;
        require(each.wasTrue, "G9: pressed by what was not seen", sent);
        if (each.pressing == NEVER) {
            boolean confirmed = each.isTrue && sent.atNanos() >= each.trueSince + seen.confirm().toNanos();
            require(confirmed || each.wasConfirmed, "pressed before it was confirmed", sent);
            require(sent.atNanos() >= each.pressedAt + seen.cooldown().toNanos(), "pressed again within its cooldown",
                    sent);
            each.pressing = sent.atNanos();
        }
    }

    private void ended(Origin origin, String label, boolean whole) {
        Watched each = origin == Origin.SKILL ? watched.get(label) : null;
        if (each != null && skill(label) instanceof Skill.Seen) {
            each.pressedAt = whole && each.pressing != NEVER ? each.pressing : each.pressedAt;
            each.pressing = NEVER;
            each.wasTrue = each.isTrue;
            each.wasConfirmed = false;
        }
    }

    /** Where nothing has hindered it for so long, what is seen is played. */
    void checkPlayed(long calmNanos, long now) {
        for (Skill skill : profile.skills()) {
            if (skill instanceof Skill.Seen seen && seen.tries().isEmpty()) {
                Watched each = watched.get(seen.name());
                long last = Math.max(each.pressedAt, each.pressing);
                long most = seen.cooldown().toNanos() + seen.confirm().toNanos() + calmNanos / 2;
                boolean due = each.isTrue && now - each.trueSince >= calmNanos && calmNanos > most;
                require(!due || now - last <= most, "what is seen is not played", seen);
            }
        }
    }

    @Override
    public boolean isKnown(String sensor) {
        return values.containsKey(sensor);
    }

    @Override
    public double value(String sensor) {
        return values.get(sensor).number();
    }

    @Override
    public double maximum(String sensor) {
        return values.get(sensor).maximum();
    }

    private static void require(boolean kept, String what, Object detail) {
        if (!kept) {
            throw new AssertionError(what + ": " + detail);
        }
    }
}
