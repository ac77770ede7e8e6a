package dev.fermata.platform.evdev;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.Map;

/** Has one thread of another Java stand still, as one that hangs, by a debugger; until it is closed. */
final class HungThread implements AutoCloseable {
    private static final String PORT = "5005";
    /** What that Java has to be started with. */
    static final Map<String, String> ENVIRONMENT = Map.of("JAVA_TOOL_OPTIONS",
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + PORT);

    private final VirtualMachine machine;
    private final ThreadReference thread;

    HungThread(String name) throws IOException, IllegalConnectorArgumentsException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach")).findFirst().orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(PORT);
        machine = connector.attach(arguments);
        thread = machine.allThreads().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        thread.suspend();
    }

    boolean standsStill() {
        return thread.isSuspended();
    }

    @Override
    public void close() {
        thread.resume();
        machine.dispose();
    }
}
