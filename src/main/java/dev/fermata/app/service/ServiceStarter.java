package dev.fermata.app.service;

import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** Starts what is installed, now: as the session would at its beginning. Not thread-safe. */
public final class ServiceStarter {
    private static final long MOST_SECONDS = 20;
    /**
     * In a session of its own, so that it outlives the terminal; where there is no setsid it has to do without. And
     * by the variable it tells the desktop when it cannot start: nobody sees what it says.
     */
    private static final String DETACHED = "export FERMATA_SERVICE=started; "
            + "if command -v setsid >/dev/null; then exec setsid \"$0\" \"$@\"; fi; exec \"$0\" \"$@\"";

    private final ServiceHost host;
    private final Map<String, String> environment;
    private final Function<Call, Outcome> system;

    /**
     * A program to run.
     *
     * @param mayFail whether it is fine when it does
     * @param isLeft whether nobody waits for its end: it is the agent
     */
    record Call(List<String> words, boolean mayFail, boolean isLeft) {
        static Call to(String... words) {
            return new Call(List.of(words), false, false);
        }
    }

    /** What came of it. @param said what it wrote */
    record Outcome(int code, String said) {
    }

    /** On this system. @param environment the variables of this process */
    public ServiceStarter(ServiceHost host, Map<String, String> environment) {
        this(host, environment, ServiceStarter::run);
    }

    /** @param system runs a program */
    ServiceStarter(ServiceHost host, Map<String, String> environment, Function<Call, Outcome> system) {
        this.host = host;
        this.environment = environment;
        this.system = system;
    }

    /**
     * Starts it, or starts it anew; returns when the system has been asked to, not when the agent is there.
     *
     * @throws ServiceException when the system refuses
     */
    public void start(ServiceKind kind, StartCommand command) {
        calls(kind, command).forEach(this::make);
    }

    /** An agent that nothing is installed for, as a process of its own. @throws ServiceException as {@link #start} */
    public void startAlone(StartCommand command) {
        make(left(command));
    }

    private void make(Call call) {
        Outcome outcome = system.apply(call);
        if (outcome.code() != 0 && !call.mayFail()) {
            throw new ServiceException("'" + String.join(" ", call.words()) + "' failed: " + outcome.said().strip());
        }
    }

    private List<Call> calls(ServiceKind kind, StartCommand command) {
        return switch (kind) {
            case AUTOSTART, RUN_KEY -> List.of(left(command));
            case SYSTEMD -> systemd();
            case LAUNCH_AGENT -> launchd();
        };
    }

    private List<Call> systemd() {
        List<Call> calls = new ArrayList<>();
        List<String> needed = Stream.of("DISPLAY", "XAUTHORITY").filter(environment::containsKey).toList();
        if (!needed.isEmpty()) {
            // Not every desktop tells it of its display.
            calls.add(new Call(Stream.concat(Stream.of("systemctl", "--user", "import-environment"), needed.stream())
                    .toList(), false, false));
        }
        calls.add(Call.to("systemctl", "--user", "daemon-reload"));
        // After several starts in vain it would refuse another one for a while.
        calls.add(new Call(List.of("systemctl", "--user", "reset-failed", "fermata.service"), true, false));
        calls.add(Call.to("systemctl", "--user", "restart", "fermata.service"));
        return calls;
    }

    private List<Call> launchd() {
        String list = ServiceFiles.paths(ServiceKind.LAUNCH_AGENT, host).get(0).toString();
        return List.of(
                new Call(List.of("/bin/sh", "-c", "launchctl bootout gui/$(id -u)/dev.fermata.agent"), true, false),
                Call.to("/bin/sh", "-c", "launchctl bootstrap gui/$(id -u) \"$0\"", list));
    }

    private Call left(StartCommand command) {
        Stream<String> before = host.os() == OperatingSystem.WINDOWS
                ? Stream.of("cmd.exe", "/d", "/c", "start", "Fermata", "/min") : Stream.of("/bin/sh", "-c", DETACHED);
        return new Call(Stream.concat(before, command.words().stream()).toList(), false, true);
    }

    private static Outcome run(Call call) {
        try {
            ProcessBuilder builder = new ProcessBuilder(call.words()).redirectErrorStream(true);
            if (call.isLeft()) {
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                return new Outcome(0, "");
            }
            Path said = Files.createTempFile("fermata", ".txt");
            try {
                Process process = builder.redirectOutput(said.toFile()).start();
                process.getOutputStream().close();
                if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroy();
                    return new Outcome(-1, "no answer within " + MOST_SECONDS + " s");
                }
                return new Outcome(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(-1, "interrupted");
        }
    }
}
