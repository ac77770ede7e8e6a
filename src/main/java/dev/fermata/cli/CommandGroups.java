package dev.fermata.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/**
 * The list of commands in {@code fermata --help}, by what one wants to do. A class of its own rather than
 * lambdas for the reason told in {@link Main}.
 */
final class CommandGroups implements IHelpSectionRenderer {
    /** Where a command comes that no group has. */
    static final String OTHERS = "Others";

    private static final List<Group> GROUPS = List.of(
            new Group("Play", List.of("run", "open", "demo", "simulate")),
            new Group("Steer the fermata that is running",
                    List.of("status", "pause", "resume", "toggle", "start", "stop", "use", "skill", "send", "play",
                            "events", "history", "quit")),
            new Group("Profiles and settings", List.of("new", "import", "edit", "check", "profiles", "keys", "schema",
                    "config", "secret")),
            new Group("Takes", List.of("record", "take")),
            new Group("See", List.of("sense", "learn")),
            new Group("Speak and listen", List.of("say", "speak", "voices", "listen", "stream", "variants")),
            new Group("This machine", List.of("doctor", "release", "service", "completion")));

    private static final int INDENT = 2;

    private record Group(String heading, List<String> commands) {
    }

    @Override
    public String render(Help top) {
        Map<String, Help> commands = top.subcommands();
        int widest = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> grouped = GROUPS.stream().flatMap(group -> group.commands().stream()).toList();
        Group others = new Group(OTHERS, commands.keySet().stream().filter(name -> !grouped.contains(name)).toList());
        return Stream.concat(GROUPS.stream(), Stream.of(others))
                .filter(group -> !group.commands().isEmpty())
                .map(group -> "%n%s:%n".formatted(group.heading()) + list(group, commands, widest, top))
                .collect(Collectors.joining());
    }

    /** As picocli lists commands, but with the column of the widest command of all groups. */
    private static String list(Group group, Map<String, Help> commands, int widest, Help top) {
        TextTable table = TextTable.forColumns(top.colorScheme(),
                new Column(widest + INDENT, INDENT, Column.Overflow.SPAN),
                new Column(top.commandSpec().usageMessage().width() - widest - INDENT, INDENT, Column.Overflow.WRAP));
        for (String name : group.commands()) {
            // The first line tells what it is for; the rest is in the command's own help.
            String about = commands.get(name).commandSpec().usageMessage().description()[0];
            table.addRowValues(top.colorScheme().commandText(name), top.colorScheme().text(about));
        }
        return table.toString();
    }
}
