package dev.fermata.cli;

import dev.fermata.config.Type;
import dev.fermata.config.Types;
import dev.fermata.control.client.AgentClient;
import dev.fermata.model.Turn;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fermata skill}: one skill on or off. */
@Command(
        name = "skill",
        description = {
            "Turns one skill on or off, until a profile is loaded the next time.",
            "What it is playing right now is finished; keys that it keeps down come up."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata skill 'Fire bolt' off",
            "  fermata skill Shout toggle"
        })
final class SkillCommand extends ClientCommand {
    private static final Type<Turn> TURN = Types.word(Turn.class);

    /** For completion. */
    static final class Turns extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Turns() {
            super(Arrays.stream(Turn.values()).map(Turn::id).toList());
        }
    }

    @Parameters(index = "0", paramLabel = "NAME", description = "As 'fermata status' shows it.")
    private String name;

    @Parameters(index = "1", paramLabel = "on|off|toggle", completionCandidates = Turns.class,
            description = "What to do with it.")
    private String turn;

    SkillCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    SkillCommand(CommandEnvironment environment) {
        super(environment);
    }

    @Override
    void check() {
        if (TURN.ofText(turn).isEmpty()) {
            throw wrong("a skill is turned " + TURN.expected() + ", not '" + turn + "'");
        }
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        String path = "/skills/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        boolean on = agent.post(path, Map.of("turn", turn, "client", "cli")).json().get("enabled").isTrue();
        out.println("'" + name + "' is " + (on ? "on" : "off"));
    }
}
