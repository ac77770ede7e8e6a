package dev.fermata.cli;

import dev.fermata.model.NearestName;
import dev.fermata.model.Printable;
import dev.fermata.secret.SecretException;
import dev.fermata.secret.SecretReference;
import dev.fermata.secret.SecretStore;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata secret}: keys, tokens and passwords, kept encrypted. */
@Command(
        name = "secret",
        description = {"Keeps keys, tokens and passwords, encrypted.",
            "Settings name one as secret:NAME; the value is asked for, or read from standard input."},
        synopsisSubcommandLabel = "(set|list|remove)",
        subcommands = {SecretCommand.Set.class, SecretCommand.Names.class, SecretCommand.Remove.class},
        footerHeading = "%nExamples:%n",
        footer = {"  fermata secret set openai", "  fermata config set speech.key secret:openai",
            "  fermata secret list"})
final class SecretCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say set, list or remove");
    }

    private static void requireName(CommandSpec spec, String name) {
        if (!SecretReference.isName(name)) {
            throw new ParameterException(spec.commandLine(), "a secret's name is up to 64 letters, digits and . _ -");
        }
    }

    /** {@code fermata secret set}. */
    @Command(name = "set", description = {"Keeps a secret, in the place of one of the same name.",
        "Its value is asked for without being shown; without a terminal it is read from standard input."},
            footerHeading = "%nExamples:%n",
            footer = {"  fermata secret set openai", "  fermata secret set redis < password.txt"})
    static final class Set implements Callable<Integer> {
        private final SecretStore store;
        private final SecretInput input;

        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Parameters(index = "0", paramLabel = "NAME", description = "What it is called; no secret itself.")
        private String name;

        @Parameters(index = "1..*", hidden = true)
        private List<String> values;

        @Option(names = "--key-file", description = {"Keep the key of a new store in a file of yours, not in what your"
                + " desktop unlocks: for a service that begins before you log in."})
        private boolean keyFile;

        Set() {
            this(CommandEnvironment.ofThisMachine().places().secrets(), new SecretInput());
        }

        Set(SecretStore store, SecretInput input) {
            this.store = store;
            this.input = input;
        }

        @Override
        public Integer call() {
            requireName(spec, name);
            if (values != null) {
                throw new ParameterException(spec.commandLine(), "a value is no argument, for every program of this"
                        + " machine can read those; leave it out, and it is asked for");
            }
            char[] value = input.read("value of '" + name + "' (it is not shown): ");
            boolean isNew;
            try {
                isNew = (keyFile ? store.withKeyFile() : store).put(name, value);
            } finally {
                Arrays.fill(value, '\0');
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(Printable.line("the secret '" + name + "' is " + (isNew ? "kept" : "replaced") + " in "
                    + store.file() + "; its key is in " + store.keptBy().orElseThrow()));
            out.println("settings name it as \"secret:" + name + "\"");
            out.flush();
            return ExitCode.OK;
        }
    }

    /** {@code fermata secret list}. */
    @Command(name = "list", description = "Lists the names of the secrets; shows none of them.")
    static final class Names implements Callable<Integer> {
        private final SecretStore store;

        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        Names() {
            this(CommandEnvironment.ofThisMachine().places().secrets());
        }

        Names(SecretStore store) {
            this.store = store;
        }

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            store.names().forEach(out::println);
            out.flush();
            return ExitCode.OK;
        }
    }

    /** {@code fermata secret remove}. */
    @Command(name = "remove", description = "Removes a secret.")
    static final class Remove implements Callable<Integer> {
        private final SecretStore store;

        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Parameters(paramLabel = "NAME", description = "A name that 'fermata secret list' tells.")
        private String name;

        Remove() {
            this(CommandEnvironment.ofThisMachine().places().secrets());
        }

        Remove(SecretStore store) {
            this.store = store;
        }

        @Override
        public Integer call() {
            requireName(spec, name);
            if (!store.remove(name)) {
                List<String> near = NearestName.among(store.names(), name);
                throw new SecretException("there is no secret '" + name + "'"
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println("the secret '" + name + "' is removed");
            out.flush();
            return ExitCode.OK;
        }
    }
}
