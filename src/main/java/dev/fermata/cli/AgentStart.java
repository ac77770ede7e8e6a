package dev.fermata.cli;

import dev.fermata.app.service.ServiceException;
import dev.fermata.app.service.ServiceHost;
import dev.fermata.app.service.ServiceInstaller;
import dev.fermata.app.service.ServiceKind;
import dev.fermata.app.service.ServiceStarter;
import dev.fermata.app.service.StartCommand;
import dev.fermata.control.client.AgentFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Has an agent of its own process started and ended, and waits until it is there or gone. */
final class AgentStart {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 50;

    private final CommandEnvironment environment;
    private final ServiceStarter starter;

    AgentStart(CommandEnvironment environment, ServiceHost host) {
        this.environment = environment;
        starter = new ServiceStarter(host, environment.variables());
    }

    /** The agent that runs, as far as it can be found. */
    Optional<AgentFile> running() {
        return AgentFile.find(environment.places().runtime());
    }

    /**
     * Starts what is installed; none may be running. Returns when it is there.
     *
     * @throws ServiceException when it is not there in time; the message says where to look
     */
    AgentFile start(ServiceInstaller.Installed installed) {
        return start(installed.kind(), installed.command());
    }

    /** As {@link #start(ServiceInstaller.Installed)}. */
    AgentFile start(ServiceKind kind, StartCommand command) {
        starter.start(kind, command);
        return await(kind == ServiceKind.SYSTEMD ? "'journalctl --user -u fermata' and the log may say why"
                : why(command));
    }

    /** Starts one that is not installed; returns as {@link #start(ServiceInstaller.Installed)}. */
    AgentFile startAlone(StartCommand command) {
        starter.startAlone(command);
        return await(why(command));
    }

    private String why(StartCommand command) {
        return "'fermata run -p \"" + command.profile() + "\"' in a terminal says why";
    }

    private AgentFile await(String why) {
        if (!comesTrue(() -> running().isPresent())) {
            throw new ServiceException("it was started, and after " + PATIENCE.toSeconds() + " s none runs; " + why);
        }
        return running().orElseThrow(() -> new ServiceException("it was started, and has ended again; " + why));
    }

    /** Asks the agent that runs to end, if there is one; returns when it is gone. */
    void end() {
        if (running().isEmpty()) {
            return;
        }
        new ClientOptions(environment).connect().post("/quit", Map.of("client", "cli"));
        if (!comesTrue(() -> running().isEmpty())) {
            throw new ServiceException("the fermata that runs was asked to end, and after " + PATIENCE.toSeconds()
                    + " s it has not");
        }
    }

    private static boolean comesTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** The command that started this process: what the launcher says, or where it lies in an installation. */
    static Path launcher(CommandSpec spec) {
        Path home = Path.of(System.getProperty("fermata.home", ".")).toAbsolutePath().normalize();
        String given = System.getProperty("fermata.launcher", "");
        return Stream.concat(given.isEmpty() ? Stream.empty() : Stream.of(Path.of(given)),
                        Stream.of(home.resolve("bin").resolve("fermata"), home.resolve("fermata")))
                .filter(Files::isRegularFile).findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "cannot tell which command started this Fermata; start it with its launcher"));
    }
}
