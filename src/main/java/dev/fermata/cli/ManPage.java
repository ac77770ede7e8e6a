package dev.fermata.cli;

import dev.fermata.config.settings.AllSettings;
import dev.fermata.config.settings.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The manual page, from the same model as {@code --help}: one page, a section for each command.
 *
 * <p>Written out because picocli's own generator makes AsciiDoc, whose way to a manual page leads
 * through a Ruby interpreter in the build.
 */
final class ManPage {
    /** Longest filled line; escapes make it longer. */
    private static final int FILLED = 70;

    private final StringBuilder page = new StringBuilder();
    private final CommandSpec top;

    private ManPage(CommandSpec top) {
        this.top = top;
    }

    /**
     * @param version of Fermata
     * @param date of the page, year first
     * @return the page as troff source with the man macros
     */
    static String of(CommandSpec top, String version, String date) {
        return new ManPage(top).page(version, date);
    }

    private String page(String version, String date) {
        macro("TH " + top.name().toUpperCase(Locale.ROOT) + " 1 " + date + " \"Fermata " + version + "\"");
        String about = String.join(" ", lines(top.usageMessage().description()));
        section("NAME");
        text(top.name() + " \\- " + escape(lowerFirst(about.replaceAll("\\.$", ""))));
        section("SYNOPSIS");
        text("\\fB" + top.name() + "\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]");
        macro("br");
        text("\\fB" + top.name() + "\\fR [\\fB\\-\\-help\\fR|\\fB\\-\\-version\\fR]");
        section("DESCRIPTION");
        fill("""
                Fermata runs in the background of a game. A profile names skill keys that are pressed on a timer, \
                and priority keys: while one of those is down, not one skill key reaches the game, and every \
                timer goes on from where it stood when it is let go.""");
        section("COMMANDS");
        visible(top).forEach(this::command);
        section("EXIT STATUS");
        top.usageMessage().exitCodeList().forEach((code, meaning) -> item("\\fB" + code + "\\fR", format(meaning)));
        section("ENVIRONMENT");
        item("\\fBDISPLAY\\fR", "The X display to work on.");
        item("\\fBFERMATA_OPTS\\fR, \\fBJAVA_OPTS\\fR", "More options for the Java virtual machine, split at spaces.");
        for (Setting<?> each : AllSettings.ALL) {
            item("\\fB" + escape(each.variable()) + "\\fR", upperFirst(each.meaning()) + ".");
        }
        section("FILES");
        item("\\fI$XDG_CONFIG_HOME/fermata/settings.toml\\fR", "Your settings; 'fermata config' tells all of them.");
        item("\\fI$XDG_CONFIG_HOME/fermata/profiles\\fR",
                "Your profiles, one .toml file each; ~/.config if the variable is not set.");
        item("\\fI$XDG_STATE_HOME/fermata/fermata.log\\fR", "The log; ~/.local/state if the variable is not set.");
        section("EXAMPLES");
        verbatim(lines(top.usageMessage().footer()));
        section("SEE ALSO");
        fill("The files profiles.md, install.md and platforms.md that come with Fermata.");
        return page.toString();
    }

    private void command(CommandSpec command) {
        macro("SS \"" + escape(qualified(command)) + "\"");
        text("\\fB" + escape(qualified(command)) + "\\fR"
                + (visible(command).findAny().isPresent() ? " \\fICOMMAND\\fR" : "")
                + (options(command).isEmpty() ? "" : " [\\fIOPTIONS\\fR]")
                + positionals(command).stream().map(each -> " " + italic(each)).collect(Collectors.joining()));
        macro("PP");
        fill(String.join(" ", lines(command.usageMessage().description())));
        for (PositionalParamSpec each : positionals(command)) {
            item(italic(each), joined(each));
        }
        for (OptionSpec each : options(command)) {
            item(Arrays.stream(each.names()).map(name -> "\\fB" + escape(name) + "\\fR")
                            .collect(Collectors.joining(", "))
                    + (each.arity().max() > 0 ? " " + italic(each) : ""), joined(each));
        }
        footer(command.usageMessage());
        visible(command).forEach(this::command);
    }

    /** The footer with its heading: examples and tables. */
    private void footer(UsageMessageSpec usage) {
        List<String> lines = lines(usage.footer());
        if (lines.isEmpty()) {
            return;
        }
        macro("PP");
        text(escape(format(usage.footerHeading()).strip()));
        macro("PP");
        verbatim(lines);
    }

    /** Lines that are laid out by hand. */
    private void verbatim(List<String> lines) {
        macro("nf");
        lines.forEach(line -> text(line.isBlank() ? "\\&" : escape(line)));
        macro("fi");
    }

    /** The visible options but --help, which every command has. */
    private static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(each -> !each.hidden() && !each.usageHelp()).toList();
    }

    private static List<PositionalParamSpec> positionals(CommandSpec command) {
        return command.positionalParameters().stream().filter(each -> !each.hidden()).toList();
    }

    static Stream<CommandSpec> visible(CommandSpec command) {
        return command.subcommands().values().stream().map(line -> line.getCommandSpec()).distinct()
                .filter(each -> !each.usageMessage().hidden());
    }

    private static String qualified(CommandSpec command) {
        return command.qualifiedName(" ");
    }

    private static String italic(ArgSpec arg) {
        return "\\fI" + escape(arg.paramLabel()) + "\\fR";
    }

    private static String joined(ArgSpec arg) {
        return String.join(" ", lines(arg.description()));
    }

    private void section(String title) {
        macro("SH " + title);
    }

    private void item(String term, String description) {
        macro("TP");
        text(term);
        fill(description);
    }

    /** Words that troff flows by itself, in source lines of a decent length. */
    private void fill(String words) {
        StringBuilder line = new StringBuilder();
        for (String word : words.strip().split(" +")) {
            if (line.length() > 0 && line.length() + word.length() > FILLED) {
                text(escape(line.toString()));
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        text(escape(line.toString()));
    }

    private void macro(String macro) {
        page.append('.').append(macro).append('\n');
    }

    /** A line that begins with a point or quote would be a request. */
    private void text(String escaped) {
        page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "").append(escaped).append('\n');
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
                .replace("^", "\\(ha").replace("~", "\\(ti").replace("\"", "\\(dq");
    }

    /** Usage texts are format strings, and one element may be several lines. */
    static List<String> lines(String[] texts) {
        return Arrays.stream(texts).flatMap(each -> format(each).lines()).toList();
    }

    private static String format(String text) {
        return String.format(text);
    }

    private static String upperFirst(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
