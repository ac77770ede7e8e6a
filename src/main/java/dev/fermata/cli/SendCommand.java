package dev.fermata.cli;

import dev.fermata.control.client.AgentClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fermata send}: keys on behalf of a script. */
@Command(
        name = "send",
        description = "Has keys played, now or when a pause ends.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata send q",
            "  fermata send \"q,delay100,shift+w\"   the syntax of a skill's keys",
            "  fermata send 1 --lane emergency     before everything else"
        })
final class SendCommand extends ClientCommand {
    @Parameters(paramLabel = "KEYS", description = "A key, a chord or a sequence; see 'fermata keys'.")
    private String keys;

    @Mixin
    private SenderOptions sender;

    SendCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    SendCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void check() {
        sender.check().ifPresent(problem -> {
            throw wrong(problem);
        });
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        out.println(sender.send(agent, new LinkedHashMap<>(Map.of("keys", keys))));
    }
}
