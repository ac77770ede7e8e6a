package dev.fermata.app.doctor;

import dev.fermata.app.Desktops;
import dev.fermata.app.Places;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.settings.Settings;
import dev.fermata.platform.virtual.VirtualDesktop;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be told without a desktop: Java, folders, profiles, the API's port, programs. */
final class MachineChecks {
    static final String PERMISSIONS = "permissions";
    static final String API_PORT = "api port";

    /** The log's files together, twice. */
    private static final long ENOUGH_BYTES = 10L << 20;

    private MachineChecks() {
    }

    static Finding java() {
        return Finding.fine("java", System.getProperty("java.version") + ", " + OperatingSystem.nameAndProcessor());
    }

    /** Where the agent writes. Makes nothing: the folders that are not there yet must be makeable. */
    static Finding permissions(Places places) {
        if (!canBeWritten(places.runtime())) {
            return Finding.broken(PERMISSIONS, "the folder " + places.runtime() + ", which remembers the keys that"
                    + " are down, cannot be written", "make it yours, or set XDG_RUNTIME_DIR to a folder that is");
        }
        if (!canBeWritten(places.state())) {
            return Finding.degraded(PERMISSIONS, "no log can be written to the folder " + places.state(),
                    "make it yours, or set XDG_STATE_HOME to a folder that is");
        }
        long free = existing(places.state()).toFile().getUsableSpace();
        if (free < ENOUGH_BYTES) {
            return Finding.degraded(PERMISSIONS, "only " + (free >> 20) + " MB are free for the log in "
                    + places.state(), "free some space, or set XDG_STATE_HOME to a folder that has some");
        }
        return Finding.fine(PERMISSIONS, "lock and log can be written; " + Desktops.platform().rights());
    }

    static Finding profiles(List<ProfileLibrary.Entry> all) {
        List<String> broken = all.stream().filter(entry -> entry.result().profile().isEmpty())
                .map(ProfileLibrary.Entry::name).toList();
        if (!broken.isEmpty()) {
            return Finding.degraded("profiles", "broken: " + String.join(", ", broken),
                    "'fermata check' tells every mistake and its place");
        }
        return all.isEmpty()
                ? Finding.degraded("profiles", "none found", "write one as docs/profiles.md says; 'fermata profiles'"
                        + " tells where they are looked for")
                : Finding.fine("profiles", all.size() + " found, none has a mistake");
    }

    /**
     * @param agentPort that of the user's agent that runs, which may have the port
     * @param alone whether no agent runs on this desktop, so that one might be started
     */
    static Finding apiPort(Settings.Api api, Optional<Integer> agentPort, boolean alone) {
        if (!api.enabled()) {
            return Finding.fine(API_PORT, "not needed, the API is switched off");
        }
        if (agentPort.filter(port -> port == api.port()).isPresent()) {
            return alone
                    ? Finding.degraded(API_PORT, api.port() + " is served by an agent on another desktop",
                            "start the one for this desktop with another port: 'fermata run --port N'")
                    : Finding.fine(API_PORT, api.port() + " is served by the agent that is running");
        }
        String where = api.bind().getHostAddress() + ":" + api.port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(api.bind(), api.port()));
            return Finding.fine(API_PORT, (api.port() == 0 ? "any" : where) + " is free");
        } catch (IOException e) {
            return Finding.degraded(API_PORT, where + " cannot be listened on (" + e.getMessage()
                    + "), so 'fermata run' would play without API and page",
                    "end the program that has it, or set another port: 'fermata run --port N', or 'port' in the"
                    + " settings file");
        }
    }

    static Finding virtualDesktop() {
        List<String> missing = VirtualDesktop.missingPrograms();
        // Playing needs none of them, so a script that wants everything fine is content without.
        return missing.isEmpty() ? Finding.fine("virtual desktop", "the demo can start one")
                : Finding.fine("virtual desktop", "only 'fermata demo' uses one; it would need "
                        + String.join(", ", missing)
                        + " (Debian: xvfb xserver-xephyr xdotool x11-utils x11-xserver-utils xinput)");
    }

    static boolean canBeWritten(Path folder) {
        Path there = existing(folder);
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    /** The folder, or the nearest one above it that is there. */
    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
