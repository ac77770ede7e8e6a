package dev.fermata.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lets a user's programs read the kernel's input devices and send keys through a virtual one: a group for the
 * former, a rule of udev for the latter. Says which commands root has to give; carries them out if asked to. What is
 * done already is not done again.
 *
 * @param user whose rights they are
 * @param groups the lines of {@code /etc/group}
 * @param rule what is in the rule's file
 */
public record DeviceRights(String user, List<String> groups, Optional<String> rule) {
    private static final String GROUP = "input";
    private static final Path RULE = Path.of("/etc/udev/rules.d/70-fermata.rules");
    private static final String GRANT = "KERNEL==\"uinput\", GROUP=\"input\", TAG+=\"uaccess\", MODE=\"0660\","
            + " OPTIONS+=\"static_node=uinput\"";
    private static final String TITLE = "# Of fermata service install --rights; with --remove it is taken away.";
    private static final String ADDED = "# Added to the group input: ";
    private static final String ROOT = "root";

    /** @throws ServiceException for a name that no user has */
    public DeviceRights {
        if (!user.matches("[A-Za-z0-9_][A-Za-z0-9_.@-]*")) {
            throw new ServiceException("'" + user + "' is no name of a user");
        }
        groups = List.copyOf(groups);
    }

    /** Those of the user who asks, also where that is by sudo. */
    public static DeviceRights ofThisMachine(Map<String, String> environment) {
        return new DeviceRights(environment.getOrDefault("SUDO_USER", System.getProperty("user.name")),
                read(Path.of("/etc/group")).map(text -> text.lines().toList()).orElse(List.of()), read(RULE));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The commands of root that give the rights; none if they are there. */
    public List<String> toInstall() {
        List<String> commands = new ArrayList<>();
        boolean joins = !user.equals(ROOT) && !isMember();
        if (members().isEmpty()) {
            commands.add("groupadd --system " + GROUP);
        }
        if (joins) {
            commands.add("usermod --append --groups " + GROUP + " " + user);
        }
        List<String> lines = new ArrayList<>(rule.map(text -> text.lines().toList()).orElse(List.of(TITLE, GRANT)));
        if (joins && !lines.contains(ADDED + user)) {
            lines.add(1, ADDED + user);
        }
        if (rule.isEmpty() || !rule.get().lines().toList().equals(lines)) {
            commands.add("printf '%s\\n' " + String.join(" ", lines.stream().map(line -> "'" + line + "'").toList())
                    + " > " + RULE);
        }
        if (rule.isEmpty()) {
            commands.add("modprobe uinput || true");
            commands.add("udevadm control --reload || true");
            commands.add("udevadm trigger --name-match=uinput || true");
        }
        return commands;
    }

    /** The commands of root that take away what {@link #toInstall} gave; none if it is not there. */
    public List<String> toRemove() {
        if (rule.isEmpty()) {
            return List.of();
        }
        List<String> commands = new ArrayList<>();
        rule.get().lines().filter(line -> line.startsWith(ADDED)).map(line -> line.substring(ADDED.length()))
                .forEach(added -> commands.add("gpasswd --delete " + added + " " + GROUP + " || true"));
        commands.add("rm --force " + RULE);
        commands.add("udevadm control --reload || true");
        commands.add("chown root:root /dev/uinput && chmod 0600 /dev/uinput || true");
        return commands;
    }

    /**
     * Has root carry commands out: at once if this is root, else by sudo, which may ask for a password.
     *
     * @throws ServiceException when that fails
     */
    public static void carryOut(List<String> commands, boolean isRoot) {
        List<String> all = new ArrayList<>(isRoot ? List.of() : List.of("sudo"));
        all.addAll(List.of("sh", "-e", "-c", String.join("\n", commands)));
        try {
            int code = new ProcessBuilder(all).inheritIO().start().waitFor();
            if (code != 0) {
                throw new ServiceException("it failed (" + all.get(0) + " ended with " + code + ")");
            }
        } catch (IOException e) {
            throw new ServiceException(all.get(0) + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted");
        }
    }

    private boolean isMember() {
        return members().filter(names -> Arrays.asList(names.split(",")).contains(user)).isPresent();
    }

    /** Who is in the group; empty if there is none. */
    private Optional<String> members() {
        return groups.stream().map(line -> line.split(":", -1))
                .filter(fields -> fields.length == 4 && fields[0].equals(GROUP)).map(fields -> fields[3]).findFirst();
    }
}
