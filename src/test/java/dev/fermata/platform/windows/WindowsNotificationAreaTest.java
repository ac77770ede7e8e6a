package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Native;
import dev.fermata.platform.NotificationArea.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Windows is told of the icon, its messages and its menu, up to the calls themselves. */
class WindowsNotificationAreaTest {
    /** As the compiler of Windows lays it out, on 64 bits and on 32. */
    @Test
    void theDataIsAsLongAsWindowsExpects() {
        assertEquals(Native.POINTER_SIZE == 8 ? 976 : 956, new NotifyIconData().cbSize);
    }

    @Test
    void textsAreCutWhereTheyDoNotFitAndEndWithZero() {
        NotifyIconData data = new NotifyIconData();
        data.tip("Fermata: running");
        data.info("t".repeat(70), "i".repeat(254) + "\uD83C\uDFAE", true);

        assertEquals("Fermata: running", text(data.szTip));
        assertEquals("t".repeat(63), text(data.szInfoTitle));
        assertEquals("i".repeat(254), text(data.szInfo), "never half a letter");
        assertEquals(NotifyIconData.TIP | NotifyIconData.INFO, data.uFlags);
        assertEquals(NotifyIconData.AS_WARNING | NotifyIconData.RESPECT_QUIET_TIME, data.dwInfoFlags);
        data.tip("x");
        assertEquals("x", text(data.szTip), "nothing of the last one is left");
    }

    @Test
    void thePictureIsInTheOrderOfWindows() {
        assertArrayEquals(new byte[] {4, 3, 2, 1, 8, 7, 6, 5},
                WindowsNotificationArea.bitmap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        assertEquals(22 * 4, WindowsNotificationArea.mask(22).length, "22 bits are two words");
        assertEquals(16 * 2, WindowsNotificationArea.mask(16).length);
    }

    @Test
    void linesOfTheMenuAreToldByFlags() {
        assertEquals(0, WindowsMenu.flags(line("Start", true, false)));
        assertEquals(0x1, WindowsMenu.flags(line("Fermata: armed", false, false)), "MF_GRAYED");
        assertEquals(0x8, WindowsMenu.flags(line("mage", true, true)), "MF_CHECKED");
        assertEquals(0x800, WindowsMenu.flags(line("", true, false)), "MF_SEPARATOR");
        assertEquals(0x10, WindowsMenu.flags(new Line(3, "Profile", true, false, List.of(line("a", true, false)))),
                "MF_POPUP");
        assertEquals("Tom && Jerry x", WindowsMenu.label(line("Tom & Jerry\tx", true, false)));
    }

    private static Line line(String label, boolean enabled, boolean chosen) {
        return new Line(1, label, enabled, chosen, List.of());
    }

    private static String text(short[] letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; letters[i] != 0; i++) {
            text.append((char) letters[i]);
        }
        return text.toString();
    }
}
