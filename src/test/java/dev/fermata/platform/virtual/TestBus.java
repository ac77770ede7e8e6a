package dev.fermata.platform.virtual;

import dev.fermata.platform.DesktopException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A session bus of its own ({@code dbus-daemon}), and programs of others on it, written in Python: what arrives is
 * read by somebody who shares no line with Fermata.
 */
public final class TestBus implements AutoCloseable {
    /** Not whichever comes first: the system's has the system's packages. */
    private static final String PYTHON = "/usr/bin/python3";

    private final XProcess daemon;
    private final String address;
    private final List<XProcess> programs = new ArrayList<>();

    /** Skips or fails the calling test when there can be none. */
    public static void require() {
        SharedDesktop.requirePrograms("dbus-daemon");
        try {
            XProcess.run(null, List.of(PYTHON, "-c", "import dbus, gi"), VirtualDesktop.START_MILLIS);
        } catch (DesktopException e) {
            String problem = "the tests of D-Bus need python3-dbus and python3-gi: " + e.getMessage();
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(problem);
            }
            Assumptions.abort(problem);
        }
    }

    public TestBus() throws IOException {
        daemon = new XProcess(null, with(XProcess.UNTIL_END_OF_INPUT,
                "dbus-daemon", "--session", "--nofork", "--print-address=1"));
        address = daemon.output().readLine();
        if (address == null) {
            throw new DesktopException("dbus-daemon did not start");
        }
    }

    /** What DBUS_SESSION_BUS_ADDRESS has to be. */
    public String address() {
        return address;
    }

    /**
     * Runs a script on this bus until the end; returns when it has printed {@code ready}.
     *
     * @return what it prints after that, line by line, as it comes
     */
    public List<String> run(Path script) throws IOException {
        XProcess program = new XProcess(null, with(XProcess.UNTIL_END_OF_INPUT, "env",
                "DBUS_SESSION_BUS_ADDRESS=" + address, PYTHON, script.toString()));
        programs.add(program);
        BufferedReader output = program.output();
        if (!"ready".equals(output.readLine())) {
            throw new DesktopException(script + " did not start");
        }
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(() -> output.lines().forEach(lines::add), "test-bus");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    /** Runs a script on this bus to its end. @return what it prints */
    public List<String> call(Path script, String... arguments) {
        List<String> command = with(List.of("env", "DBUS_SESSION_BUS_ADDRESS=" + address, PYTHON, script.toString()),
                arguments);
        return XProcess.run(null, command, VirtualDesktop.START_MILLIS);
    }

    private static List<String> with(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    @Override
    public void close() {
        programs.forEach(XProcess::close);
        daemon.close();
    }
}
