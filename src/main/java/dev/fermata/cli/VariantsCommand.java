package dev.fermata.cli;

import dev.fermata.app.LanguageModels;
import dev.fermata.config.Diagnostic;
import dev.fermata.config.Diagnostics;
import dev.fermata.config.TemplateText;
import dev.fermata.config.TextFile;
import dev.fermata.config.stream.StreamReader;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.model.NearestName;
import dev.fermata.model.Printable;
import dev.fermata.model.Variants;
import dev.fermata.stream.llm.ModelException;
import dev.fermata.stream.llm.VariantWriter;
import dev.fermata.time.SystemClock;
import dev.fermata.user.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata variants}: a talk file with variants that a language model has written. */
@Command(
        name = "variants",
        description = {"Has a language model write variants of the texts of a talk file, into a file of its own.",
            "The model is one of stream.toml's. What it wrote is shown before it is saved; the talk file stays as it is."},
        footerHeading = "%nExamples:%n",
        footer = {"  fermata variants talk.txt        into talk.variants.txt, if you say yes",
            "  fermata variants talk.txt --model here -o more.txt",
            "  fermata variants talk.txt --yes  without asking, for scripts"})
final class VariantsCommand implements Callable<Integer> {
    private final CommandEnvironment environment;
    private final InputStream in;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "The talk file: texts with an empty line between them.")
    private Path file;

    @Option(names = "--model", paramLabel = "NAME", description = "Which model of stream.toml writes; the first that"
            + " can if left out.")
    private String model;

    @Option(names = {"-o", "--out"}, paramLabel = "OUT", description = "Where to write; beside FILE if left out, as"
            + " talk.variants.txt of talk.txt.")
    private Path out;

    @Option(names = {"-y", "--yes"}, description = "Save without asking.")
    private boolean yes;

    VariantsCommand() {
        this(CommandEnvironment.ofThisMachine(), System.in);
    }

    /** @param in what the user answers */
    VariantsCommand(CommandEnvironment environment, InputStream in) {
        this.environment = environment;
        this.in = in;
    }

    /** How a run begins to fail; the message is for people. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int exitCode;

        RefusedException(int exitCode, String message) {
            super(message, null, false, false);
            this.exitCode = exitCode;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!yes && !environment.terminal()) {
            throw new ParameterException(spec.commandLine(), "what was written is shown and asked about, which takes a"
                    + " terminal; --yes saves it without asking");
        }
        Path to = out != null ? out : beside(file);
        try {
            List<Variants> texts = texts();
            requireRoom(to);
            return write(texts, models(), to);
        } catch (RefusedException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(Printable.lines("fermata: nothing was written: " + e.getMessage()));
            err.flush();
            return e.exitCode;
        }
    }

    private static Path beside(Path talk) {
        String name = String.valueOf(talk.getFileName());
        int dot = name.lastIndexOf('.');
        return talk.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".variants.txt");
    }

    private List<Variants> texts() throws RefusedException {
        List<Diagnostic> problems = new ArrayList<>();
        Optional<TemplateText> read = TextFile.read(file, "a few texts", problems::add)
                .map(text -> TemplateText.read(file.toString(), text));
        read.ifPresent(each -> problems.addAll(each.problems()));
        if (!problems.isEmpty()) {
            throw new RefusedException(ExitCode.BAD_PROFILE, Diagnostics.render(problems));
        }
        return read.orElseThrow().texts();
    }

    /** Refuses what could not be written later, before anybody is asked. */
    private void requireRoom(Path to) throws RefusedException {
        Path folder = to.toAbsolutePath().getParent();
        if (to.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw new ParameterException(spec.commandLine(), "variants are kept apart from the talk file; --out names"
                    + " another file");
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new RefusedException(ExitCode.FAILURE, folder + " is no folder that can be written to");
        }
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedException(ExitCode.FAILURE, to + " is no ordinary file");
            }
            if (Files.exists(kept(to), LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedException(ExitCode.FAILURE, to + " is there already, and so is " + kept(to)
                        + ", which it would be kept as; move one of them away, or --out writes elsewhere");
            }
        }
    }

    private static Path kept(Path to) {
        return to.resolveSibling(to.getFileName() + ".bak");
    }

    private List<WritingModel> models() throws RefusedException {
        Path rules = environment.places().config().resolve(StreamReader.FILE);
        StreamReader.Result read = StreamReader.read(rules);
        if (read.book().isEmpty()) {
            throw new RefusedException(ExitCode.BAD_PROFILE, "its models are those of stream.toml:\n" + read.render());
        }
        List<WritingModel> models = read.book().get().models();
        if (models.isEmpty()) {
            throw new RefusedException(ExitCode.BAD_PROFILE, "there is no [[model]] in " + rules
                    + " that could write; see docs/stream.md");
        }
        List<WritingModel> named = model == null ? models : models.stream().filter(each -> each.name().equals(model))
                .toList();
        if (named.isEmpty()) {
            List<String> names = models.stream().map(WritingModel::name).toList();
            List<String> near = NearestName.among(names, model);
            throw new ParameterException(spec.commandLine(), "there is no model '" + model + "'; " + (near.isEmpty()
                    ? "there is " + String.join(", ", names) : "did you mean '" + near.get(0) + "'?"));
        }
        return named.stream().map(WritingModel::patient).toList();
    }

    private int write(List<Variants> texts, List<WritingModel> models, Path to)
            throws RefusedException, InterruptedException {
        PrintWriter terminal = spec.commandLine().getOut();
        List<String> written = new ArrayList<>();
        int plain = 0;
        try (LanguageModels asked = new LanguageModels(new SystemClock(), models, this::remark)) {
            asked.elsewhere().forEach(each -> remark(each.replace("what viewers write is", "the texts are")));
            VariantWriter writer = new VariantWriter(asked.plain());
            for (Variants each : texts) {
                VariantWriter.Outcome outcome = writer.write(each);
                written.add(outcome.variants().orElse(each).toString());
                plain += outcome.variants().isPresent() ? 0 : 1;
                show(terminal, each, outcome);
            }
        } catch (ModelException e) {
            throw new RefusedException(ExitCode.FAILURE, e.getMessage());
        }
        terminal.println(texts.size() - plain + " of " + texts.size() + " texts have variants" + (plain == 0 ? ""
                : ", " + plain + " stay plain"));
        if (plain == texts.size()) {
            throw new RefusedException(ExitCode.FAILURE, "the model has written nothing that can be used");
        }
        if (!yes && !agreed(terminal, to)) {
            terminal.println("nothing is saved");
            terminal.flush();
            return ExitCode.OK;
        }
        save(to, "# Variants of " + file.getFileName() + ", written by a language model.\n\n"
                + String.join("\n\n", written) + "\n");
        terminal.println("saved " + AnswerText.plain(to.toString()) + "; [script] of stream.toml names the files that are"
                + " said");
        terminal.flush();
        return ExitCode.OK;
    }

    private void remark(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Printable.line("fermata: " + text));
        err.flush();
    }

    private static void show(PrintWriter terminal, Variants plain, VariantWriter.Outcome outcome) {
        terminal.println(Printable.line((outcome.variants().isPresent() ? "- " : "  ") + line(plain)));
        terminal.println(Printable.line(outcome.variants().map(each -> "+ " + line(each))
                .orElse("! stays plain: " + outcome.why())));
        terminal.println();
        terminal.flush();
    }

    private static String line(Variants text) {
        return text.toString().replaceAll("\\s+", " ");
    }

    private boolean agreed(PrintWriter terminal, Path to) {
        terminal.print(AnswerText.plain((Files.exists(to) ? to + " is there already and is kept as "
                + kept(to).getFileName() + ". " : "") + "Save this as " + to + "? [y/N] "));
        terminal.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
            return answer != null && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
        } catch (IOException e) {
            return false;
        }
    }

    private static void save(Path to, String text) {
        try {
            Path draft = PrivateFiles.draft(to, text);
            try {
                if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(to, kept(to));
                }
                Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(to + " cannot be written: " + e.getMessage(), e);
        }
    }
}
