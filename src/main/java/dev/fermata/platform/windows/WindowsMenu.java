package dev.fermata.platform.windows;

import dev.fermata.platform.NotificationArea.Line;

/** How the lines of a menu are told to Windows ({@code AppendMenu}, {@code TrackPopupMenu}). Pure. */
final class WindowsMenu {
    /** {@code TPM_NONOTIFY | TPM_RETURNCMD | TPM_RIGHTBUTTON}: what was chosen is told by the call's result. */
    static final int RETURN_CHOSEN = 0x0080 | 0x0100 | 0x0002;

    private static final int GRAYED = 0x0001;
    private static final int CHECKED = 0x0008;
    private static final int POPUP = 0x0010;
    private static final int SEPARATOR = 0x0800;

    private WindowsMenu() {
    }

    static int flags(Line line) {
        return line.label().isEmpty() ? SEPARATOR
                : (line.enabled() ? 0 : GRAYED) | (line.chosen() ? CHECKED : 0) | (line.lines().isEmpty() ? 0 : POPUP);
    }

    /** One ampersand marks a key to press, two are one to read; a tab begins a column. */
    static String label(Line line) {
        return line.label().replace("&", "&&").replace('\t', ' ');
    }
}
