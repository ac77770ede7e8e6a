package dev.fermata.config.profile;

import dev.fermata.model.Key;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code [priority]} and {@code [priority.managed.KEY]} and checks them against each other. */
final class PriorityReader {
    private static final Duration DEFAULT_PRE_DELAY = Duration.ofMillis(50);

    private final Problems problems;
    private final KeyNames names;
    private final Map<Key, Text> special = new EnumMap<>(Key.class);
    private final Map<Key, Text> managed = new EnumMap<>(Key.class);
    private final Map<Key, Profile.Managed> targets = new HashMap<>();
    private final Map<Key, Text> sends = new HashMap<>();

    PriorityReader(Problems problems) {
        this.problems = problems;
        this.names = new KeyNames(problems);
    }

    Profile.Priority read(Optional<TableReader> found, Collection<HotkeyReader.Found> hotkeys) {
        Profile.OnHold onHold = Profile.OnHold.DROP;
        Profile.Unsuppressed unsuppressed = Profile.Unsuppressed.SPECIAL;
        if (found.isPresent()) {
            TableReader table = found.get();
            onHold = table.choice(Field.ON_HOLD, Profile.OnHold.class).orElse(onHold);
            unsuppressed = table.choice(Field.UNSUPPRESSED, Profile.Unsuppressed.class).orElse(unsuppressed);
            Duration preDelay = table.duration(Field.PRE_DELAY).orElse(DEFAULT_PRE_DELAY);
            table.texts(Field.SPECIAL).forEach(this::readSpecial);
            table.namedTables(Field.MANAGED, Section.MANAGED, (name, inner) -> readManaged(name, inner, preDelay));
            checkTargets();
            checkHotkeys(hotkeys);
        }
        return new Profile.Priority(onHold, unsuppressed, special.keySet(), targets);
    }

    private void readSpecial(Text name) {
        for (Key key : names.watched(name)) {
            Text earlier = special.putIfAbsent(key, name);
            if (earlier != null) {
                problems.warning(name.span(), "'" + key + "' is in 'special' already (line "
                        + earlier.span().line() + ")", "each key once");
                return;
            }
        }
    }

    private void readManaged(Text name, TableReader table, Duration defaultDelay) {
        Set<Key> keys = names.watched(name);
        Duration preDelay = table.duration(Field.MANAGED_PRE_DELAY).orElse(defaultDelay);
        Optional<Text> send = table.text(Field.MANAGED_SEND);
        Set<Key> target = send.map(this::readTarget).orElse(Set.of());
        for (Key key : keys) {
            Text earlier = managed.putIfAbsent(key, name);
            if (earlier != null) {
                problems.error(name.span(), "'" + key + "' is managed already (line "
                        + earlier.span().line() + ")", "one table for each managed key");
                return;
            }
            if (special.containsKey(key)) {
                problems.error(name.span(), "'" + key + "' is both a special and a managed key (special in line "
                        + special.get(key).span().line() + ")",
                        "special when the game itself should get the key, managed when Fermata should send it");
                return;
            }
            // "send" naming both sides of a modifier means each side as itself.
            Key sent = target.isEmpty() || target.contains(key) ? key : target.iterator().next();
            targets.put(key, new Profile.Managed(sent, preDelay));
            send.ifPresent(text -> sends.put(key, text));
        }
    }

    private Set<Key> readTarget(Text send) {
        if (send.value().indexOf('+') >= 0 || send.value().indexOf(',') >= 0) {
            problems.error(send.span(), "'send' must be one key, not a chord or a sequence",
                    Field.MANAGED_SEND.expected());
            return Set.of();
        }
        return names.watched(send);
    }

    /** A chain of managed keys would send a key that is itself taken over. */
    private void checkTargets() {
        targets.forEach((key, how) -> {
            if (how.send() != key && managed.containsKey(how.send())) {
                problems.error(sends.get(key).span(), "'" + key + "' is sent as '" + how.send()
                        + "', which is a managed key itself (line "
                        + managed.get(how.send()).span().line() + ")",
                        "a key that is not managed, or no 'send' to send the key as itself");
            }
        });
    }

    private void checkHotkeys(Collection<HotkeyReader.Found> hotkeys) {
        for (HotkeyReader.Found hotkey : hotkeys) {
            Key key = hotkey.hotkey().key();
            Text name = special.getOrDefault(key, managed.get(key));
            if (name != null) {
                problems.error(name.span(), "'" + key + "' is a priority key and also " + hotkey.title(),
                        "another priority key, or another key for " + hotkey.name() + " in [hotkeys]");
            }
        }
    }
}
