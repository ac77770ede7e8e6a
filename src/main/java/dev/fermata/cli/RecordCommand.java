package dev.fermata.cli;

import dev.fermata.app.BareRecording;
import dev.fermata.app.Desktops;
import dev.fermata.config.TakeText;
import dev.fermata.config.settings.Settings;
import dev.fermata.control.client.AgentClient;
import dev.fermata.model.Durations;
import dev.fermata.model.Key;
import dev.fermata.model.MeantKeys;
import dev.fermata.model.Take;
import dev.fermata.record.Figures;
import dev.fermata.record.RecordedTake;
import dev.fermata.record.Wanted;
import dev.fermata.segment.CutReason;
import dev.fermata.segment.SegmentLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata record}: what the player does, into files. */
@Command(
        name = "record",
        description = {"Records what you do with the keys that you name, until Ctrl-C or Enter.",
            "Of any other key nothing is kept. Each part between pauses is a take, a file of its own."},
        footerHeading = "%nExamples:%n",
        footer = {"  fermata record -o combo.take --keys q,w,e      those three keys",
                "  fermata record --keys q,mouse_left --pointer   with the pointer and the wheel",
                "  fermata record --all-keys --longest 10m        a take may have more than 20 s"})
final class RecordCommand implements Callable<Integer> {
    private static final Duration REFRESH = Duration.ofMillis(200);
    private static final Set<Key> ENTER = Set.of(Key.ENTER, Key.KP_ENTER);
    private static final Set<Key> CTRL_C = Set.of(Key.LEFT_CTRL, Key.RIGHT_CTRL, Key.C);

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Mixin
    private final ClientOptions options;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Where the first take goes; the second goes to"
            + " FILE-2, and so on. Left out: recording.take here, or the next number that is free.")
    private Path file;

    @Option(names = "--force", description = "Write over what is there.")
    private boolean force;

    @Option(names = "--keys", paramLabel = "KEYS", split = ",",
            description = "The keys and mouse buttons to record, such as q,shift,mouse_left.")
    private List<String> keys = List.of();

    @Option(names = "--all-keys", description = "Every key of the keyboard. What you type meanwhile, passwords too, is"
            + " then in the file.")
    private boolean allKeys;

    @Option(names = "--pointer", description = "Where the pointer goes, and the wheel.")
    private boolean pointer;

    @Option(names = "--pause", paramLabel = "TIME",
            description = "A take ends when nothing is done for longer than this (segment.pause, 3s).")
    private String pause;

    @Option(names = "--longest", paramLabel = "TIME", description = "A take ends when keys were down for so long"
            + " altogether (segment.max_duration, 20s).")
    private String longest;

    private final CommandEnvironment environment;
    private volatile Set<Key> gesture = Set.of();
    private final List<String> unwritten = new ArrayList<>();
    private Screen screen;
    private TakeFiles files;

    RecordCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    RecordCommand(CommandEnvironment environment) {
        this.environment = environment;
        options = new ClientOptions(environment);
    }

    @Override
    public Integer call() {
        Wanted wanted = wanted();
        Settings settings = options.load();
        SegmentLimits limits = limits(settings.segments());
        files = file == null ? new TakeFiles(Path.of("recording"), false) : new TakeFiles(file, force).checked();
        screen = new Screen(System.out, environment.terminal());
        Ending ending = new Ending();
        ending.listen();
        try (RecordingSource source = begin(wanted, limits)) {
            try {
                record(source, ending);
            } finally {
                source.finish(gesture.isEmpty() ? CTRL_C : gesture);
            }
            int code = ending.code(end(source.figures()));
            ending.done();
            return code;
        } finally {
            ending.done();
        }
    }

    /** By the agent that is running, if there is one: it alone can tell its own keys from the player's. */
    private RecordingSource begin(Wanted wanted, SegmentLimits limits) {
        Optional<AgentClient> agent = options.running();
        if (agent.isPresent()) {
            return new AgentSource(agent.get(), wanted, limits, this::write, problem -> screen.line("! " + problem));
        }
        RecordingSource source = new BareSource(BareRecording.begin(Desktops::open, environment.places().runtime(),
                wanted, limits, this::write, failure -> screen.line("! " + failure)));
        Desktops.onGone(why -> {
            source.finish(Set.of());
            screen.line("fermata: " + why);
            end(source.figures());
            Runtime.getRuntime().halt(ExitCode.FAILURE);
        });
        return source;
    }

    private void record(RecordingSource source, Ending ending) {
        if (allKeys) {
            screen.line("every key is recorded, passwords too: type none meanwhile");
        }
        screen.line("recording " + told() + " on " + source.where() + "; Ctrl-C or Enter ends it");
        awaitEnter(ending);
        long begin = System.nanoTime();
        do {
            if (screen.isTerminal()) {
                screen.status(line(source.figures(), (System.nanoTime() - begin) / 1_000_000));
            }
        } while (!ending.await(REFRESH) && !source.figures().isOver());
    }

    private void awaitEnter(Ending ending) {
        Thread thread = new Thread(() -> {
            try {
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
                if (in.readLine() != null) {
                    gesture = ENTER;
                    ending.ask();
                }
            } catch (IOException e) {
                // Nobody is there to press it; Ctrl-C and signals end it as well.
                return;
            }
        }, "enter");
        thread.setDaemon(true);
        thread.start();
    }

    private static String line(Figures figures, long millis) {
        return String.format(Locale.ROOT, "RECORDING  |  %d strokes  |  take %d  |  %s  |  Ctrl-C or Enter ends",
                figures.strokes(), figures.takes() + 1, AnswerText.duration(millis));
    }

    /** What is recorded, in words. */
    private String told() {
        List<String> parts = new ArrayList<>();
        if (allKeys) {
            parts.add("every key");
        }
        if (!keys.isEmpty()) {
            parts.add(keys.stream().map(String::strip).collect(Collectors.joining(", ")));
        }
        if (pointer) {
            parts.add("the pointer and the wheel");
        }
        return String.join(", ", parts);
    }

    private synchronized void write(RecordedTake recorded) {
        Take take = recorded.take();
        write(TakeText.write(take));
        int left = take.strokes().size();
        screen.line("  " + left + (left == 1 ? " stroke, " : " strokes, ")
                + AnswerText.duration(take.length().toMillis()) + "; ended by " + words(recorded.reason()));
    }

    private void write(String text) {
        try {
            screen.line("written " + files.write(text));
        } catch (IOException e) {
            unwritten.add(text);
            screen.line("! a take could not be written, and is tried again at the end: " + e.getMessage());
        }
    }

    private static String words(CutReason reason) {
        return switch (reason) {
            case IS_FINAL -> "the end of the recording";
            case MAX_DURATION -> "its length";
            case PAUSE, TIMEOUT -> "a pause";
            case MAX_LENGTH -> "its size";
        };
    }

    /** Returns the exit code. */
    private synchronized int end(Figures figures) {
        screen.end();
        List<String> again = List.copyOf(unwritten);
        unwritten.clear();
        again.forEach(this::write);
        if (figures.takes() == 0) {
            screen.line("nothing was recorded, and no file written");
        }
        return unwritten.isEmpty() && figures.takes() > 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private Wanted wanted() {
        Set<Key> all = EnumSet.noneOf(Key.class);
        if (allKeys) {
            List.of(Key.values()).stream().filter(key -> !key.isMouse()).forEach(all::add);
        }
        for (String name : keys) {
            Set<Key> found = Key.findAll(name);
            if (found.isEmpty()) {
                List<String> near = MeantKeys.among(name.strip());
                throw wrong("'" + name.strip() + "' is not a key; " + (near.isEmpty() ? "'fermata keys' lists them"
                        : "did you mean " + String.join(" or ", near) + "?"));
            }
            all.addAll(found);
        }
        if (all.isEmpty() && !pointer) {
            throw wrong("it is not said what to record: --keys q,w,e, --all-keys or --pointer");
        }
        return new Wanted(all, pointer);
    }

    private SegmentLimits limits(Settings.Segments set) {
        Duration longestPause = pause == null ? set.pause() : time("--pause", pause);
        Duration timeout = pause == null ? set.timeout()
                : longestPause.plus(SegmentLimits.DEFAULTS.timeout().minus(SegmentLimits.DEFAULTS.pause()));
        return new SegmentLimits(longest == null ? set.maxDuration() : time("--longest", longest), longestPause, timeout,
                set.maxBytes(), set.guard(), set.window());
    }

    private Duration time(String option, String text) {
        return Durations.parse(text).filter(each -> each.toMillis() >= 100 && each.toHours() < 12)
                .orElseThrow(() -> wrong(option + " is a time from 100ms to less than 12h, such as 3s, not '" + text
                        + "'"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
