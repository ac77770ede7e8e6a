package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fermata.model.Key;
import dev.fermata.platform.PhysicalKeys.Reading;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of GetAsyncKeyState's answers. */
class WindowsPhysicalKeysTest {
    private final Set<Key> consumed = EnumSet.noneOf(Key.class);
    private final Set<Integer> down = new HashSet<>();
    private boolean exchanged;
    private final WindowsPhysicalKeys keys = new WindowsPhysicalKeys(consumed::contains,
            new WindowsPhysicalKeys.KeyboardState() {
                @Override
                public boolean isDown(int virtualKey) {
                    return down.contains(virtualKey);
                }

                @Override
                public boolean buttonsAreExchanged() {
                    return exchanged;
                }
            });

    @Test
    void tellsWhatWindowsTells() {
        assertSame(Reading.UP, keys.read(Key.E, false));
        down.add((int) 'E');
        assertSame(Reading.DOWN, keys.read(Key.E, false));
        assertSame(Reading.UP, keys.read(Key.R, false));
    }

    @Test
    void aConsumedPressCannotBeReadUntilItsRelease() {
        consumed.add(Key.E);
        assertSame(Reading.UNKNOWN, keys.read(Key.E, false), "Windows has not seen it");
        down.add((int) 'E');
        assertSame(Reading.UNKNOWN, keys.read(Key.E, false), "that may be what was sent in its place");
        assertSame(Reading.UP, keys.read(Key.R, false), "no other key is touched by it");
        consumed.remove(Key.E);
        assertSame(Reading.DOWN, keys.read(Key.E, false));
        down.clear();
        assertSame(Reading.UP, keys.read(Key.E, false));
    }

    @Test
    void aKeyThatTheAgentHasDownCannotBeRead() {
        down.add((int) 'E');
        assertSame(Reading.UNKNOWN, keys.read(Key.E, true));
    }

    @Test
    void aButtonIsTheOneThatTheGameGets() {
        exchanged = true;
        down.add(0x02);
        assertSame(Reading.DOWN, keys.read(Key.MOUSE_LEFT, false));
        assertSame(Reading.UP, keys.read(Key.MOUSE_RIGHT, false));
    }

    @ParameterizedTest
    @CsvSource({"KP_8,0x68", "KP_8,0x26", "KP_5,0x65", "KP_5,0x0C", "KP_DECIMAL,0x6E", "KP_DECIMAL,0x2E", "UP,0x26",
        "MOUSE_FORWARD,0x06"})
    void theNumpadIsDownUnderEitherOfItsVirtualKeys(Key key, String virtualKey) {
        down.add(Integer.decode(virtualKey));
        assertSame(Reading.DOWN, keys.read(key, false));
    }
}
