package dev.fermata.hear;

import dev.fermata.model.Command;
import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which hotkey a key completes. Stateless. */
final class HotkeyChoice {
    private HotkeyChoice() {
    }

    /**
     * The command of the hotkey with the most modifiers down among those this key completes. Every
     * press of a priority key comes by here: plain loops, no stream until a hotkey is at hand.
     */
    static Optional<Command> of(Map<Command, Hotkey> hotkeys, Key key, Predicate<Key> isDown) {
        Map.Entry<Command, Hotkey> best = null;
        for (Map.Entry<Command, Hotkey> each : hotkeys.entrySet()) {
            boolean better = best == null || each.getValue().modifiers().size() > best.getValue().modifiers().size();
            if (each.getValue().key() == key && better && modifiersDown(each.getValue(), isDown)) {
                best = each;
            }
        }
        return best == null ? Optional.empty() : Optional.of(best.getKey());
    }

    private static boolean modifiersDown(Hotkey hotkey, Predicate<Key> isDown) {
        return hotkey.modifiers().stream().allMatch(either -> either.stream().anyMatch(isDown));
    }
}
