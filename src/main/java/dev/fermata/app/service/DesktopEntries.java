package dev.fermata.app.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The texts of desktop files (freedesktop's Desktop Entry Specification), and the icon that they name. Pure. */
public final class DesktopEntries {
    /** Where a menu looks for it, below a folder of data. */
    public static final String MENU_FILE = "applications/fermata.desktop";
    /** Where its icon is, below the same folder. */
    public static final String ICON_FILE = "icons/hicolor/scalable/apps/fermata.svg";

    private static final String COMMENT = "Comment=Plays routine skills on a timer and goes silent when you take over";

    private DesktopEntries() {
    }

    /**
     * An entry for the menu of programs: it opens the page.
     *
     * @param launcher absolute path of the command; the one on the path if empty, as in a package
     */
    public static String menu(Optional<Path> launcher) {
        String command = launcher.map(path -> word(path.toString())).orElse("fermata");
        return """
                [Desktop Entry]
                Type=Application
                Name=Fermata
                %s
                Exec=%s open
                Icon=fermata
                Terminal=false
                Categories=Game;
                Keywords=macro;skill;rotation;
                StartupNotify=false
                Actions=toggle;quit;

                [Desktop Action toggle]
                Name=Pause or go on
                Exec=%s toggle

                [Desktop Action quit]
                Name=Quit
                Exec=%s quit
                """.formatted(COMMENT, command, command, command);
    }

    /**
     * An entry for the autostart folder. Standard output goes nowhere: the status lines are for people, and the log
     * has a file. The specification knows no redirection, hence the shell.
     *
     * @param header comments before it
     */
    static String autostart(String header, List<String> words) {
        String command = word("export FERMATA_SERVICE=autostart; exec \"$0\" \"$@\" >/dev/null") + " "
                + words.stream().map(DesktopEntries::word).collect(Collectors.joining(" "));
        return header + """
                [Desktop Entry]
                Type=Application
                Name=Fermata
                %s
                Exec=/bin/sh -c %s
                Terminal=false
                NoDisplay=true
                X-GNOME-Autostart-enabled=true
                """.formatted(COMMENT, command);
    }

    /** Quoted for {@code Exec}, and once more as any string value of a desktop file. */
    static String word(String word) {
        String quoted = word.replaceAll("([\"`$\\\\])", "\\\\$1").replace("%", "%%");
        return ("\"" + quoted + "\"").replace("\\", "\\\\");
    }

    /** The picture, as SVG; it is the page's. */
    public static String icon() {
        try (InputStream picture = DesktopEntries.class.getResourceAsStream("/web/icon.svg")) {
            return new String(picture.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
