package dev.fermata.cli;

import dev.fermata.config.TakeText;
import dev.fermata.control.client.AgentClient;
import dev.fermata.model.Action;
import dev.fermata.model.Durations;
import dev.fermata.model.Take;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fermata play}: a take, by the agent that is running. */
@Command(
        name = "play",
        description = "Plays a take, now or when a pause ends.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata play combo.take",
            "  fermata play combo.take --speed 0.5 --times 3   slowly, three times",
            "  fermata play combo.take --from 1.5s             what comes after that"
        })
final class PlayCommand extends ClientCommand {
    @Parameters(paramLabel = "TAKE", description = "A take's file.")
    private Path file;

    @Option(names = "--speed", paramLabel = "N", defaultValue = "1",
            description = "How many times as fast as it was recorded, 0.1 to 10.")
    private double speed;

    @Option(names = "--times", paramLabel = "N", defaultValue = "1", description = "How often, 1 to 1000.")
    private int times;

    @Option(names = "--from", paramLabel = "T", description = "Where in it the first time begins, such as 1.5s.")
    private String from;

    @Mixin
    private SenderOptions sender;

    private Take take;
    private Duration begin = Duration.ZERO;

    PlayCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    PlayCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void check() {
        sender.check().ifPresent(problem -> {
            throw wrong(problem);
        });
        if (!(speed >= Action.Take.MIN_SPEED && speed <= Action.Take.MAX_SPEED)) {
            throw wrong("--speed is a number from 0.1 to 10");
        }
        if (times < 1 || times > Action.Take.MAX_TIMES) {
            throw wrong("--times is a number from 1 to " + Action.Take.MAX_TIMES);
        }
        if (from != null) {
            begin = Durations.parse(from).orElseThrow(() ->
                    wrong("--from is a time with a unit, such as 1.5s, not '" + from + "'"));
        }
        take = TakeText.readFile(file).required();
        if (begin.compareTo(take.length()) > 0) {
            throw wrong("--from is after the end of the take, which is " + Durations.format(take.length()) + " long");
        }
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        Map<String, Object> request = new LinkedHashMap<>();
        // Without what is there for people.
        request.put("take", TakeText.write(take).replaceAll("(?m)^ +", ""));
        request.put("speed", speed);
        request.put("times", times);
        request.put("from_ms", begin.toMillis());
        out.println(sender.send(agent, request));
    }
}
