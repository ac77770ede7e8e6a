package dev.fermata.cli;

import dev.fermata.app.service.DeviceRights;
import dev.fermata.app.service.ServiceException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of {@code fermata service install} that are about the kernel's devices. */
final class RightsOptions {
    @Option(names = "--rights", description = "Linux: only show the commands that let your programs read the keyboards"
            + " and send keys, for Wayland sessions.")
    private boolean rights;

    @Option(names = "--apply", description = "With --rights: carry them out, by sudo.")
    private boolean apply;

    @Option(names = "--remove", description = "With --rights: those that take the rights away again.")
    private boolean remove;

    /** Whether it is about them, and not about a service. */
    boolean isAskedFor() {
        return rights;
    }

    /** Whether one of them is given that means nothing by itself. */
    boolean isWrong() {
        return !rights && (apply || remove);
    }

    int carryOut(CommandSpec spec, Map<String, String> environment) {
        PrintWriter out = spec.commandLine().getOut();
        DeviceRights now = DeviceRights.ofThisMachine(environment);
        List<String> commands = remove ? now.toRemove() : now.toInstall();
        if (commands.isEmpty()) {
            out.println(remove ? "nothing to take away"
                    : "the rights are given already; log out and in again if keyboards still cannot be read");
            out.flush();
            return ExitCode.OK;
        }
        out.println(remove ? "These commands of root take the rights away again:"
                : "These commands of root let every program of " + now.user()
                        + " read all keyboards and mice and send keys:");
        commands.forEach(command -> out.println("  " + command));
        out.flush();
        if (!apply) {
            out.println("Add --apply to have them carried out.");
            out.flush();
            return ExitCode.OK;
        }
        try {
            DeviceRights.carryOut(commands, "root".equals(System.getProperty("user.name")));
        } catch (ServiceException e) {
            spec.commandLine().getErr().println("fermata: " + e.getMessage());
            spec.commandLine().getErr().flush();
            return ExitCode.FAILURE;
        }
        out.println(remove ? "Done." : "Done; log out and in again.");
        out.flush();
        return ExitCode.OK;
    }
}
