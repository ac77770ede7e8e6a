package dev.fermata.config.imports;

import dev.fermata.model.Durations;
import java.time.Duration;
import java.util.List;

/** What stops the macros of D3keyHelper, and how they are started. Confined to one thread. */
final class D3Pauses {
    private static final String[] BUTTONS = {"", "mouse_left", "mouse_right", "mouse_middle", "mouse_back",
            "mouse_forward"};

    private final Draft draft;
    private final Fields general;
    private final Fields profile;

    D3Pauses(Draft draft, Fields general, Fields profile) {
        this.draft = draft;
        this.general = general;
        this.profile = profile;
    }

    /** @param games whether it plays into the game's window only @param lazy how the start key starts it, from 1 */
    void read(boolean games, int lazy) {
        if (lazy == 2) {
            profile.about("hotkeys").remark("lazymode", "it plays only while the start key is down there, which has no"
                    + " counterpart; here the key starts and pauses");
        } else if (lazy == 3) {
            profile.about("").remark("lazymode", "the start key presses once, there, each key that would be kept"
                    + " down, which"
                    + " has no counterpart; all skills are off");
        }
        quickPause(lazy);
        smartPause(games);
        profile.about("");
        general.about("");
    }

    private void quickPause(int lazy) {
        profile.about("priority");
        boolean on = profile.flag("enablequickpause", false);
        int how = profile.choice("quickpausemethod1", 1, 3);
        String button = BUTTONS[profile.choice("quickpausemethod2", 1, 5)];
        int what = profile.choice("quickpausemethod3", 1, 2);
        int millis = profile.whole("quickpausedelay", 1500, 0, 86_400_000);
        if (!on) {
            return;
        }
        if (lazy != 1) {
            profile.remark("enablequickpause", "there is no quick pause in this mode there; left out");
            return;
        }
        String time = Durations.format(Duration.ofMillis(millis));
        if (how == 1) {
            profile.remark("quickpausemethod1", "a pause of " + time + " by a double click has no counterpart;"
                    + " '" + button
                    + "' in 'special' silences everything while it is down");
        } else {
            draft.special.add(button);
            if (how == 2) {
                profile.remark("quickpausedelay", "a click pauses for " + time + " there; here it pauses while the"
                        + " button is"
                        + " down");
            }
        }
        if (what == 2) {
            profile.remark("quickpausemethod3", "clicking left every 50 ms in the pause has no counterpart; left out");
        }
    }

    private void smartPause(boolean games) {
        general.about("window");
        if (!general.flag("enablesmartpause", false)) {
            return;
        }
        if (!games) {
            general.remark("enablesmartpause", "what pauses for Enter, T, M and Tab belongs to a game's window, and"
                    + " d3only is 0;"
                    + " left out");
            return;
        }
        draft.chatOpen.addAll(List.of("enter", "t", "m", "tab"));
        draft.chatClose.addAll(List.of("enter", "escape", "tab"));
        general.remark("enablesmartpause", "Enter, T and M stop everything there until the start key is pressed, and"
                + " Tab pauses"
                + " until Tab; here each opens what counts as the chat, and Enter, Escape, Tab or the start key ends"
                + " that");
    }
}
