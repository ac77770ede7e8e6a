package dev.fermata.config.profile;

import static dev.fermata.config.profile.ProfileSchema.MANAGED_PRE_DELAY;
import static dev.fermata.config.profile.ProfileSchema.MANAGED_SEND;

import dev.fermata.config.Fault;
import dev.fermata.config.KeyTypes;
import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.Reading;
import dev.fermata.config.Span;
import dev.fermata.config.Table;
import dev.fermata.config.Tables.Item;
import dev.fermata.config.Wording;
import dev.fermata.model.Key;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code [priority]} and {@code [priority.managed.KEY]} and checks them against each other. */
final class PriorityReader {
    private final Problems problems;
    private final Wording wording;
    private final Map<Key, Span> special = new EnumMap<>(Key.class);
    private final Map<Key, Span> managed = new EnumMap<>(Key.class);
    private final Map<Key, Profile.Managed> targets = new HashMap<>();
    private final Map<Key, Span> sends = new HashMap<>();

    PriorityReader(Problems problems, Wording wording) {
        this.problems = problems;
        this.wording = wording;
    }

    Profile.Priority read(Table table, Collection<HotkeyReader.Found> hotkeys) {
        Profile.OnHold onHold = table.get(ProfileSchema.ON_HOLD);
        Profile.Unsuppressed unsuppressed = table.get(ProfileSchema.UNSUPPRESSED);
        Duration preDelay = table.get(ProfileSchema.PRE_DELAY);
        table.find(ProfileSchema.SPECIAL).orElse(List.of()).forEach(this::readSpecial);
        table.find(ProfileSchema.MANAGED).orElse(List.of()).forEach(each -> readManaged(each, preDelay));
        checkTargets();
        checkHotkeys(hotkeys);
        return new Profile.Priority(onHold, unsuppressed, special.keySet(), targets);
    }

    /** Where each priority key is written. */
    Map<Key, Span> places() {
        Map<Key, Span> places = new EnumMap<>(special);
        places.putAll(managed);
        return places;
    }

    private void readSpecial(Item<Set<Key>> item) {
        Span at = problems.source().span(item.node());
        for (Key key : item.value()) {
            Span earlier = special.putIfAbsent(key, at);
            if (earlier != null) {
                problems.warning(at, "'" + key + "' is in 'special' already (" + problems.where(earlier) + ")",
                        "each key once");
                return;
            }
        }
    }

    /** @param item a table and its name */
    private void readManaged(Item<Node> item, Duration defaultDelay) {
        Span at = problems.source().span(item.node());
        Reading<Set<Key>> keys = KeyTypes.watched().read(item.node(), "managed");
        for (Fault fault : keys.faults()) {
            wording.wrong(ProfileSchema.MANAGED, fault);
        }
        Table table = new Table(item.value(), ProfileSchema.MANAGED_TABLE, wording);
        Duration preDelay = table.find(MANAGED_PRE_DELAY).orElse(defaultDelay);
        Set<Key> target = table.find(MANAGED_SEND).orElse(Set.of());
        for (Key key : keys.value().orElse(Set.of())) {
            Span earlier = managed.putIfAbsent(key, at);
            if (earlier != null) {
                problems.error(at, "'" + key + "' is managed already (" + problems.where(earlier) + ")",
                        "one table for each managed key");
                return;
            }
            if (special.containsKey(key)) {
                problems.error(at, "'" + key + "' is both a special and a managed key (special in "
                        + problems.where(special.get(key)) + ")",
                        "special when the game itself should get the key, managed when Fermata should send it");
                return;
            }
            // "send" naming both sides of a modifier means each side as itself.
            Key sent = target.isEmpty() || target.contains(key) ? key : target.iterator().next();
            targets.put(key, new Profile.Managed(sent, preDelay));
            if (table.has(MANAGED_SEND)) {
                sends.put(key, problems.source().span(table.node(MANAGED_SEND)));
            }
        }
    }

    /** A chain of managed keys would send a key that is itself taken over. */
    private void checkTargets() {
        targets.forEach((key, how) -> {
            if (how.send() != key && managed.containsKey(how.send())) {
                problems.error(sends.get(key), "'" + key + "' is sent as '" + how.send()
                        + "', which is a managed key itself (" + problems.where(managed.get(how.send())) + ")",
                        "a key that is not managed, or no 'send' to send the key as itself");
            }
        });
    }

    private void checkHotkeys(Collection<HotkeyReader.Found> hotkeys) {
        for (HotkeyReader.Found hotkey : hotkeys) {
            Key key = hotkey.hotkey().key();
            Optional<Span> at = Optional.ofNullable(special.getOrDefault(key, managed.get(key)));
            at.ifPresent(span -> problems.error(span, "'" + key + "' is a priority key and also " + hotkey.title(),
                    "another priority key, or another key for " + hotkey.name() + " in [hotkeys]"));
        }
    }
}
