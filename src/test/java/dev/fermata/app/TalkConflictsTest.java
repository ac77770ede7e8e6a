package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.config.profile.ProfileReader;
import dev.fermata.model.Key;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TalkConflictsTest {
    private static List<String> of(Key... talk) {
        return TalkConflicts.of(ProfileReader.parse("test", """
                schema = 1
                [hotkeys]
                toggle = "ctrl+v"
                "f6" = "skill Bolt toggle"
                [priority]
                special = ["space"]
                managed.e = {}
                [window]
                title = "Game"
                chat = { open = ["enter"], close = ["escape"] }
                [[skill]]
                name = "Bolt"
                keys = "q,shift+w"
                every = "1s"
                """).profile().orElseThrow(), Set.of(talk));
    }

    @Test
    void everyOtherMeaningOfATalkKeyIsTold() {
        String hotkey = "' is a key that you talk with and part of the hotkey for '";
        String silences = "': to press that silences the voice as well";
        String priority = "' is a key that you talk with and a priority key of this profile: while it is down the skills stand"
                + " still as well";
        assertEquals(List.of("'space" + priority), of(Key.SPACE));
        assertEquals(List.of("'e" + priority), of(Key.E));
        assertEquals(List.of("'v" + hotkey + "toggle" + silences), of(Key.V));
        assertEquals(List.of("'left_ctrl" + hotkey + "panic" + silences), of(Key.LEFT_CTRL));
        assertEquals(List.of("'f6" + hotkey + "skill bolt toggle" + silences), of(Key.F6));
        assertEquals(List.of("'enter' is a key that you talk with and a key of the chat: to press it silences the voice as"
                + " well"), of(Key.ENTER));
        assertEquals(List.of("'w' is a key that you talk with and pressed by skills: the voice speaks on then, but who hears"
                + " you talk may hear that too"), of(Key.W));
    }

    @Test
    void aKeyOfItsOwnIsNothingToTell() {
        assertEquals(List.of(), of(Key.MOUSE_FORWARD, Key.X));
        assertEquals(2, of(Key.SPACE, Key.V, Key.X).size());
    }
}
