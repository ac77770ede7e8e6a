package dev.fermata.platform.evdev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whether this process may use the kernel's devices, by their files; loads and opens nothing. */
public final class EvdevRights {
    /** What to do where they are missing. */
    static final String ADVICE = "'fermata service install --rights' shows what to do, and does it with --apply";

    private EvdevRights() {
    }

    /** Why not, and what to do about it; empty when it may. */
    public static Optional<String> problem(Map<String, String> environment) {
        boolean wayland = !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank()
                || "wayland".equalsIgnoreCase(environment.get("XDG_SESSION_TYPE"));
        return problem(Path.of(Uinput.PATH), Path.of(InputFolder.PATH)).map(problem -> (wayland
                ? "this is a Wayland session without X11, where keys go by the kernel's devices, and " : "") + problem);
    }

    static Optional<String> problem(Path uinput, Path folder) {
        if (!Files.exists(uinput)) {
            return Optional.of("there is no " + uinput + "; 'sudo modprobe uinput' makes it");
        }
        if (!Files.isWritable(uinput)) {
            return Optional.of("you may not write to " + uinput + ", by which keys are sent; " + ADVICE);
        }
        String[] devices = folder.toFile().list((parent, name) -> name.startsWith("event"));
        if (devices == null || devices.length == 0) {
            return Optional.empty(); // one may still come
        }
        for (String device : devices) {
            if (Files.isReadable(folder.resolve(device))) {
                return Optional.empty();
            }
        }
        return Optional.of("you may not read the devices in " + folder + "; " + ADVICE);
    }
}
