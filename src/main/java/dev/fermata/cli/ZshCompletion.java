package dev.fermata.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A completion function for zsh with descriptions, from the same model as {@code --help}. picocli's
 * script for bash also works in zsh, but only when sourced, not from a folder of {@code fpath}.
 */
final class ZshCompletion {
    private static final String NAMES_OR_FILES = "_fermata_names_or_files";

    private final StringBuilder script = new StringBuilder();

    private ZshCompletion() {
    }

    /** The content of a file {@code _fermata}. */
    static String of(CommandSpec top) {
        ZshCompletion completion = new ZshCompletion();
        completion.line("#compdef " + top.name());
        completion.line(NAMES_OR_FILES + "() {");
        completion.line("    _alternative \"names:name:$1\" 'files:file:_files'");
        completion.line("}");
        completion.function(top);
        // From a folder of fpath zsh runs this file as the function itself, and else somebody sources it.
        completion.line("if [ \"$funcstack[1]\" = " + functionName(top) + " ]; then");
        completion.line("    " + functionName(top) + " \"$@\"");
        completion.line("else");
        completion.line("    compdef " + functionName(top) + " " + top.name());
        completion.line("fi");
        return completion.script.toString();
    }

    private void function(CommandSpec command) {
        List<CommandSpec> subcommands = ManPage.visible(command).toList();
        subcommands.forEach(this::function);
        line(functionName(command) + "() {");
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                arguments.add(option(option));
            }
        }
        if (subcommands.isEmpty()) {
            for (PositionalParamSpec each : command.positionalParameters()) {
                if (!each.hidden()) {
                    arguments.add(quote((each.arity().max() > 1 || each.index().max() > each.index().min() ? "*" : "")
                            + ":" + plain(each.paramLabel()) + ":" + values(each)));
                }
            }
            line("    _arguments -s " + String.join(" \\\n        ", arguments));
        } else {
            line("    local context state state_descr line");
            line("    typeset -A opt_args");
            line("    _arguments -C " + String.join(" \\\n        ", arguments)
                    + " \\\n        '1:command:->command' '*::argument:->argument'");
            line("    case $state in");
            line("    command)");
            line("        local -a commands=(");
            subcommands.forEach(each -> line("            " + quote(each.name() + ":"
                    + String.join(" ", ManPage.lines(each.usageMessage().description())))));
            line("        )");
            line("        _describe command commands");
            line("        ;;");
            line("    argument)");
            line("        case $words[1] in");
            subcommands.forEach(each -> line("        " + each.name() + ") " + functionName(each) + " ;;"));
            line("        esac");
            line("        ;;");
            line("    esac");
        }
        line("}");
    }

    /** As {@code _arguments} wants it: names that exclude each other, description, value. */
    private static String option(OptionSpec option) {
        boolean several = option.names().length > 1;
        boolean takesValue = option.arity().max() > 0;
        String rest = "[" + plain(String.join(" ", ManPage.lines(option.description()))) + "]"
                + (takesValue ? ":" + plain(option.paramLabel()) + ":" + values(option) : "");
        if (!several) {
            return quote(option.names()[0] + (takesValue ? "=" : "") + rest);
        }
        return Arrays.stream(option.names())
                .map(name -> quote("(" + String.join(" ", option.names()) + ")" + name
                        + (!takesValue ? "" : name.startsWith("--") ? "=" : "+") + rest))
                .collect(Collectors.joining(" \\\n        "));
    }

    /** What can be said: the values that are known, otherwise files. */
    private static String values(ArgSpec arg) {
        List<String> known = arg.completionCandidates() == null ? List.of()
                : StreamSupport.stream(arg.completionCandidates().spliterator(), false).toList();
        boolean files = arg.paramLabel().contains("FILE") || arg.paramLabel().contains("SCRIPT");
        if (known.isEmpty()) {
            return files ? "_files" : " ";
        }
        String words = "(" + known.stream().map(ZshCompletion::plain).collect(Collectors.joining(" ")) + ")";
        // With a space before it, the call is made as it stands.
        return files ? " " + NAMES_OR_FILES + " \"" + words + "\"" : words;
    }

    private static String functionName(CommandSpec command) {
        return "_" + command.qualifiedName("_").replace('-', '_');
    }

    /** Brackets and colons have a meaning inside a specification. */
    private static String plain(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private void line(String text) {
        script.append(text).append('\n');
    }
}
