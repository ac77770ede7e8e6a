package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What the keys with which the player talks mean besides in a profile, which is hardly wanted. Pure. */
final class TalkConflicts {
    private TalkConflicts() {
    }

    /** A sentence for each. */
    static List<String> of(Profile profile, Set<Key> talk) {
        List<String> told = new ArrayList<>();
        for (Key key : new TreeSet<>(talk)) {
            String who = "'" + key.id() + "' is a key that you talk with and ";
            if (profile.priority().special().contains(key) || profile.priority().managed().containsKey(key)) {
                told.add(who + "a priority key of this profile: while it is down the skills stand still as well");
            }
            profile.hotkeys().entrySet().stream().filter(each -> each.getValue().keys().contains(key))
                    .map(each -> each.getKey().toString().toLowerCase(Locale.ROOT)).sorted().limit(1)
                    .forEach(hotkey -> told.add(who + "part of the hotkey for '" + hotkey
                            + "': to press that silences the voice as well"));
            if (profile.chatKeys().contains(key)) {
                told.add(who + "a key of the chat: to press it silences the voice as well");
            }
            if (profile.keys(false).contains(key) || profile.keys(true).contains(key)) {
                told.add(who + "pressed by skills: the voice speaks on then, but who hears you talk may hear that too");
            }
        }
        return told;
    }
}
