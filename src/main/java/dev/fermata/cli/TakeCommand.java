package dev.fermata.cli;

import dev.fermata.config.Json;
import dev.fermata.config.TakeText;
import dev.fermata.model.Durations;
import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import dev.fermata.record.KeySequence;
import dev.fermata.record.Trim;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata take}: what is in a take, and what can be made of it. */
@Command(
        name = "take",
        description = "Shows a take, cuts it, or makes a key sequence of it.",
        synopsisSubcommandLabel = "(show|trim|to-keys)",
        subcommands = {TakeCommand.Show.class, TakeCommand.TrimIt.class, TakeCommand.ToKeys.class},
        footerHeading = "%nExamples:%n",
        footer = {"  fermata take show combo.take",
                "  fermata take trim combo.take --from 1.5s --to 4s --lead 0ms -o short.take",
                "  fermata take to-keys short.take"})
final class TakeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say show, trim or to-keys");
    }

    private static double millis(long micros) {
        return micros / 1_000.0;
    }

    /** {@code fermata take show}. */
    @Command(name = "show", description = {"Draws a take: a row for each key, time from left to right.",
        "A digit is how often a key goes down within that column."})
    static final class Show implements Callable<Integer> {
        private final CommandEnvironment environment;

        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Parameters(paramLabel = "FILE", description = "The take.")
        private Path file;

        @Option(names = "--json", description = "As JSON, on one line.")
        private boolean json;

        Show() {
            this(CommandEnvironment.ofThisMachine());
        }

        Show(CommandEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() {
            Take take = TakeText.readFile(file).required();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(take));
            } else {
                int count = take.strokes().size();
                out.println(AnswerText.plain(file.toString()) + ": " + count + (count == 1 ? " stroke, " : " strokes, ")
                        + AnswerText.duration(millis(take.lengthMicros())));
                boolean terminal = environment.terminal();
                boolean fancy = terminal && Charset.defaultCharset().newEncoder().canEncode('\u2588');
                new TakeTimeline(take, spec.usageMessage().width(), fancy,
                        terminal && !environment.variables().containsKey("NO_COLOR")).lines().forEach(out::println);
            }
            out.flush();
            return ExitCode.OK;
        }

        private String json(Take take) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("file", file.toString());
            all.put("length_us", take.lengthMicros());
            List<Map<String, Object>> strokes = new ArrayList<>();
            for (Stroke stroke : take.strokes()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("t_us", stroke.atMicros());
                if (stroke instanceof Stroke.Down press) {
                    one.put("down", press.key().id());
                } else if (stroke instanceof Stroke.Up release) {
                    one.put("up", release.key().id());
                } else if (stroke instanceof Stroke.Move move) {
                    one.put("x", move.x());
                    one.put("y", move.y());
                } else if (stroke instanceof Stroke.Wheel wheel) {
                    one.put("wheel", wheel.steps());
                }
                strokes.add(one);
            }
            all.put("keys", take.keys().stream().map(Key::id).toList());
            all.put("strokes", strokes);
            return Json.write(all);
        }
    }

    /** {@code fermata take trim}. */
    @Command(name = "trim", description = {"Cuts a piece out of a take, into another file.",
        "What is down where the piece begins is pressed there, what is down where it ends is released."})
    static final class TrimIt implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Parameters(paramLabel = "FILE", description = "The take.")
        private Path file;

        @Option(names = "--from", paramLabel = "TIME", description = "Where it begins, such as 1.5s.")
        private String from;

        @Option(names = "--to", paramLabel = "TIME", description = "Where it ends.")
        private String to;

        @Option(names = "--lead", paramLabel = "TIME",
                description = "How long before its first stroke it begins; 0ms for at once.")
        private String lead;

        @Option(names = {"-o", "--out"}, paramLabel = "OUT",
                description = "Where to write; left out, FILE-trimmed, or the next number that is free.")
        private Path out;

        @Option(names = "--force", description = "Write over what is there.")
        private boolean force;

        @Override
        public Integer call() {
            Take take = TakeText.readFile(file).required();
            long begin = from == null ? 0 : micros("--from", from);
            long end = to == null ? take.lengthMicros() : micros("--to", to);
            if (from == null && to == null && lead == null) {
                throw wrong("it is not said what to cut: --from, --to or --lead");
            }
            if (begin >= end) {
                throw wrong("there is nothing from " + told(begin) + " to " + told(end) + "; the take is "
                        + told(take.lengthMicros()) + " long");
            }
            Take piece = Trim.of(take, begin, end, lead == null ? OptionalLong.empty()
                    : OptionalLong.of(micros("--lead", lead)));
            if (piece.strokes().isEmpty()) {
                throw wrong("nothing happens from " + told(begin) + " to " + told(end));
            }
            TakeFiles files = out != null ? new TakeFiles(out, force).checked() : new TakeFiles(beside(), false);
            PrintWriter terminal = spec.commandLine().getOut();
            try {
                terminal.println("written " + AnswerText.plain(files.write(TakeText.write(piece)).toString()) + ": "
                        + piece.strokes().size() + " strokes, " + told(piece.lengthMicros()));
            } catch (IOException e) {
                throw new UncheckedIOException("the piece cannot be written: " + e.getMessage(), e);
            }
            terminal.flush();
            return ExitCode.OK;
        }

        private Path beside() {
            String name = file.getFileName().toString();
            String stem = name.endsWith(TakeText.SUFFIX) ? name.substring(0, name.length() - TakeText.SUFFIX.length())
                    : name;
            return file.resolveSibling(stem + "-trimmed");
        }

        private static String told(long micros) {
            return Durations.format(Duration.ofNanos(micros * 1_000));
        }

        private long micros(String option, String text) {
            return Durations.parse(text).filter(each -> each.compareTo(Take.MAX_LENGTH) <= 0).map(each -> each.toNanos() / 1_000)
                    .orElseThrow(() -> wrong(option + " is a time such as 1.5s or 250ms, not '" + text + "'"));
        }

        private ParameterException wrong(String message) {
            return new ParameterException(spec.commandLine(), message);
        }
    }

    /** {@code fermata take to-keys}. */
    @Command(name = "to-keys", description = {"Makes a key sequence of a take, for keys = \"...\" in a profile.",
        "What is lost is told. Exit code 1 when a sequence cannot hold all of it: then it is the beginning."})
    static final class ToKeys implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Parameters(paramLabel = "FILE", description = "The take.")
        private Path file;

        @Option(names = "--json", description = "As JSON, on one line, with what is lost.")
        private boolean json;

        @Override
        public Integer call() {
            Take take = TakeText.readFile(file).required();
            KeySequence keys = KeySequence.of(take);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put("keys", keys.text());
                all.put("whole", keys.isWhole());
                all.put("until_us", keys.micros());
                all.put("length_us", take.lengthMicros());
                all.put("rounded_us", keys.rounded());
                all.put("moves_left_out", keys.moves());
                all.put("wheel_left_out", keys.wheel());
                out.println(Json.write(all));
            } else if (!keys.text().isEmpty()) {
                out.println(keys.text());
            }
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            losses(keys, take).forEach(loss -> err.println("fermata: " + loss));
            err.flush();
            return keys.isWhole() && !keys.text().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
        }

        private static List<String> losses(KeySequence keys, Take take) {
            List<String> losses = new ArrayList<>();
            if (keys.text().isEmpty()) {
                losses.add("no key goes down in this take");
            }
            if (!keys.isWhole()) {
                losses.add("a sequence has 256 steps at most: this is the first "
                        + AnswerText.duration(millis(keys.micros())) + " of " + AnswerText.duration(
                        millis(take.lengthMicros())) + "; 'fermata take trim' cuts the take, and take = \"...\" in a"
                        + " profile plays all of it");
            }
            if (keys.moves() + keys.wheel() > 0) {
                losses.add("left out: moves of the pointer (" + keys.moves() + "), turns of the wheel (" + keys.wheel()
                        + ")");
            }
            if (keys.rounded() > 0) {
                losses.add("times are rounded to milliseconds, by up to " + AnswerText.millis(millis(keys.rounded()))
                        + " ms");
            }
            return losses;
        }
    }
}
