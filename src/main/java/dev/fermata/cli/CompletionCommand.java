package dev.fermata.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata completion}: a script for bash or zsh. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash or zsh.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(fermata completion bash)   in ~/.bashrc",
            "  source <(fermata completion zsh)    in ~/.zshrc, after compinit; or save it",
            "                                      as _fermata in a folder of fpath"
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "SHELL", arity = "0..1", completionCandidates = Shells.class,
            description = "bash or zsh; if left out, a script that either can source.")
    private String shell;

    /** The shells there is a script for. */
    static final class Shells implements Iterable<String> {
        private static final List<String> NAMES = List.of("bash", "zsh");

        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    @Override
    public Integer call() {
        String name = shell == null ? "bash" : shell.toLowerCase(Locale.ROOT);
        String script = switch (name) {
            case "bash" -> AutoComplete.bash("fermata", Main.commandLine());
            case "zsh" -> ZshCompletion.of(Main.commandLine().getCommandSpec());
            default -> throw new ParameterException(spec.commandLine(), "there is no completion script for '" + shell
                    + "'; there is one for " + String.join(" and for ", Shells.NAMES));
        };
        spec.commandLine().getOut().println(script);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
