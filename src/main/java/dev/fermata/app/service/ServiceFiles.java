package dev.fermata.app.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says which files, or which value, make each kind of service. Pure: looks at nothing and writes nothing.
 *
 * <p>Every file begins with {@link #MARK}, so that a file of somebody else is never taken for ours,
 * and carries what it starts in comments, so that nobody has to undo a platform's quoting to know.
 */
final class ServiceFiles {
    static final String MARK = "Written by 'fermata service install'; 'fermata service remove' takes it away.";
    static final String LAUNCHER = "Launcher: ";
    static final String PROFILE = "Profile: ";
    static final String START = "Start: ";
    private static final String NOT_RUN =
            "Not yet run on this platform by Fermata's authors: look at it before you rely on it.";

    private ServiceFiles() {
    }

    /**
     * What one kind consists of, in the order in which it is to be written.
     *
     * @throws ServiceException when the system would not start that command
     */
    static List<ServiceEntry> of(ServiceKind kind, ServiceHost host, StartCommand command) {
        List<Path> paths = paths(kind, host);
        return switch (kind) {
            case AUTOSTART -> List.of(new ServiceEntry.Text(paths.get(0), DesktopEntries.autostart(header("# ", command),
                            command.words())),
                    menu(paths.get(1), command), icon(paths.get(2)));
            case SYSTEMD -> List.of(new ServiceEntry.Text(paths.get(0), unit(command)),
                    new ServiceEntry.Link(paths.get(1), Path.of("..", "fermata.service")),
                    menu(paths.get(2), command), icon(paths.get(3)));
            case RUN_KEY -> List.of(new ServiceEntry.Value(
                    new RunCommandLine(command.launcher().toString(), command.profile(), command.start()).text()));
            case LAUNCH_AGENT -> List.of(new ServiceEntry.Text(paths.get(0), propertyList(command)));
        };
    }

    private static ServiceEntry menu(Path path, StartCommand command) {
        return new ServiceEntry.Text(path, "# " + MARK + "\n" + DesktopEntries.menu(Optional.of(command.launcher())));
    }

    private static ServiceEntry icon(Path path) {
        return new ServiceEntry.Text(path, DesktopEntries.icon() + "<!-- " + MARK + " -->\n");
    }

    /** Where the files of one kind are, whatever they start. */
    static List<Path> paths(ServiceKind kind, ServiceHost host) {
        Path config = host.config();
        Path menu = host.data().resolve(DesktopEntries.MENU_FILE);
        Path icon = host.data().resolve(DesktopEntries.ICON_FILE);
        return switch (kind) {
            case AUTOSTART -> List.of(config.resolve("autostart").resolve("fermata.desktop"), menu, icon);
            case SYSTEMD -> {
                Path units = config.resolve("systemd").resolve("user");
                yield List.of(units.resolve("fermata.service"),
                        units.resolve("graphical-session.target.wants").resolve("fermata.service"), menu, icon);
            }
            case RUN_KEY -> List.of();
            case LAUNCH_AGENT -> List.of(config.resolve("LaunchAgents").resolve("dev.fermata.agent.plist"));
        };
    }

    /** What the user has to know besides. */
    static List<String> advice(ServiceKind kind, boolean armed) {
        String how = armed ? ", armed." : ", stopped.";
        return switch (kind) {
            case AUTOSTART -> List.of("Fermata starts with your next desktop session" + how);
            case SYSTEMD -> List.of("Fermata starts with your next desktop session" + how + " That session has to start "
                    + "graphical-session.target (GNOME and KDE do).");
            case RUN_KEY -> List.of("NOT YET RUN ON WINDOWS. Fermata starts when you log in next" + how);
            case LAUNCH_AGENT -> List.of("NOT YET RUN ON macOS. Fermata starts when you log in next" + how);
        };
    }

    private static String unit(StartCommand command) {
        return header("# ", command) + """
                [Unit]
                Description=Fermata, plays routine skills on a timer and goes silent when you take over
                Documentation=man:fermata(1)
                PartOf=graphical-session.target
                After=graphical-session.target
                # A session without a usable display: a few tries, not one every few seconds for ever.
                StartLimitIntervalSec=60
                StartLimitBurst=5

                [Service]
                # Through a shell, as systemd takes no program whose path has quotes in it.
                ExecStart=/bin/sh -c %s
                # However it ended; when it ended by itself there is nothing left to release.
                ExecStopPost=-/bin/sh -c %s
                # Who cannot start tells the desktop so.
                Environment=FERMATA_SERVICE=systemd
                # Status lines are for people; warnings go to the journal, and the log has a file.
                StandardOutput=null
                Restart=on-failure
                RestartSec=5
                # Wrong usage, a bad profile, another agent running: trying again would not help.
                RestartPreventExitStatus=2 3 5
                NoNewPrivileges=yes

                [Install]
                WantedBy=graphical-session.target
                """.formatted(unitCommand(command.words()), unitCommand(command.releaseWords()));
    }

    private static String unitCommand(List<String> words) {
        return Stream.concat(Stream.of("exec \"$0\" \"$@\""), words.stream())
                .map(ServiceFiles::unitWord).collect(Collectors.joining(" "));
    }

    /** systemd expands {@code %} and {@code $} in quotes too. */
    static String unitWord(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("$", "$$") + "\"";
    }

    private static String propertyList(StartCommand command) {
        String words = command.words().stream()
                .map(word -> "        <string>" + xml(word) + "</string>\n").collect(Collectors.joining());
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <!--
                %s%s
                -->
                <plist version="1.0">
                <dict>
                    <key>Label</key>
                    <string>dev.fermata.agent</string>
                    <key>ProgramArguments</key>
                    <array>
                %s    </array>
                    <key>RunAtLoad</key>
                    <true/>
                    <key>LimitLoadToSessionType</key>
                    <string>Aqua</string>
                    <key>ProcessType</key>
                    <string>Interactive</string>
                    <key>StandardOutPath</key>
                    <string>/dev/null</string>
                </dict>
                </plist>
                """.formatted(xml(header("", command)), NOT_RUN, words);
    }

    /** Two hyphens would end the comment that the header stands in. */
    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("--", "-&#45;");
    }

    private static String header(String comment, StartCommand command) {
        return comment + MARK + "\n" + comment + LAUNCHER + command.launcher() + "\n"
                + comment + PROFILE + command.profile() + "\n"
                + comment + START + command.start() + "\n";
    }
}
