package dev.fermata.cli;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.event.Event;
import dev.fermata.observe.EventFormat;
import dev.fermata.observe.EventLine;
import dev.fermata.observe.Timeline;
import dev.fermata.simulate.ScriptException;
import dev.fermata.simulate.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fermata simulate}: a profile on virtual time. */
@Command(
        name = "simulate",
        description = "Plays a profile on virtual time, with a player made of script tokens; needs no desktop.",
        footerHeading = "%nScript tokens:%n",
        footer = {
            "  d:space u:space      the player presses, lets go",
            "  tap:q                the same as d:q t:50 u:q",
            "  t:200 t:1.5s         time passes",
            "  frozen:2h            time passes and nothing runs, as when the machine sleeps",
            "  repeat:space         auto-repeat of a key that is down",
            "  pair:space           the same as a release and a press, as on remote desktops",
            "  pairs:space:2s       down for 2 s with such repeats",
            "  lost:space           let go, but no event says so",
            "  missed:space         pressed, but no event says so",
            "  echo:q               the agent's own tap is heard",
            "  other:d:q other:u:q  another program presses, releases",
            "  late:900 late:0      from now on events are heard 900 ms later, at once",
            "  hook-drop            the platform drops the hook without a word",
            "  fail:3               the next three keys sent are refused",
            "  api:pause[:CLIENT[:LEASE]]  api:resume[:CLIENT]  api:send[@LANE]:q,delay100,w",
            "  api:play[@SPEED]:combo.take  a client has a take played",
            "  api:pause@graceful   what has begun may finish",
            "  api:pause@speech api:pause@both  other scopes than play",
            "  api:stop  api:start  a client stops the agent, starts the schedule",
            "  see:hp=42 see:meteor=ready see:hp=unknown  what a sensor reads",
            "  hear:drink-potion    the player says it; @0.4 behind it: so surely heard",
            "  viewer:chat:jump     a viewer of the stream writes it; viewer:ann=gift:rose@30",
            "  reload:FILE          the profile is replaced",
            "  stop                 the agent is told to stop, as by SIGTERM",
            "  state:ready          only as the first: begin READY, not RUNNING",
            "  no-suppress          only as the first: no key can be kept from the game",
            "  no-recovery          only as the first: faults are told, not mended",
            "  down:space           only as the first: down before the start",
            "  talk:mouse_forward   only as the first: a key that the player talks with",
            "  nested               only as the first: keys may repeat as pair:space does",
            "  # a comment, to the end of the line",
            "",
            "Examples:",
            "  fermata simulate -p arpg -e 't:1500 d:space t:2s u:space t:3s'",
            "  fermata simulate -p arpg --format timeline my-script.txt"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final String TIMELINE = "timeline";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Mixin
    private ProfileOption profile;

    @Parameters(paramLabel = "SCRIPT", arity = "0..1", description = "A file with tokens; - reads standard input.")
    private String file;

    @Option(names = {"-e", "--expression"}, paramLabel = "TOKENS", description = "The script itself.")
    private String expression;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|jsonl|timeline",
            completionCandidates = Formats.class,
            description = "How events are printed (default: ${DEFAULT-VALUE}); timeline is for players, as in"
                    + " 'fermata demo'.")
    private String format;

    /** What {@code --format} takes, for completion. */
    static final class Formats extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Formats() {
            super(List.of("text", "jsonl", TIMELINE));
        }
    }

    @Override
    public Integer call() {
        Optional<EventFormat> lines = format();
        String source = expression == null ? file : "expression";
        if ((file == null) == (expression == null)) {
            throw new ParameterException(spec.commandLine(), "give either a SCRIPT file or -e TOKENS");
        }
        Profile loaded = profile.load();
        PrintWriter out = spec.commandLine().getOut();
        Timeline timeline = new Timeline(out::println, false);
        Consumer<Event> print = lines.<Consumer<Event>>map(format -> event -> out.println(format.format(event)))
                .orElse(event -> timeline.accept(EventLine.of(event)));
        Simulation simulation = new Simulation(loaded, source,
                expression == null ? script() : expression, SimulateCommand::reload, print);
        simulation.run();
        if (lines.isEmpty()) {
            // What is being pressed as the script ends is let go of, or it would count as left down.
            simulation.stop();
            out.println();
            out.println(timeline.summary());
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Empty for the timeline. */
    private Optional<EventFormat> format() {
        if (format.equalsIgnoreCase(TIMELINE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventFormat.valueOf(format.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--format is text, jsonl or timeline, not '" + format + "'", e);
        }
    }

    private String script() {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new ScriptException(file + ": this file does not exist");
        } catch (CharacterCodingException e) {
            throw new ScriptException(file + ": this is not text in UTF-8");
        } catch (IOException e) {
            throw new ScriptException(file + ": this cannot be read: " + e.getMessage());
        }
    }

    private static Profile reload(String name) {
        ProfileResult result = name.endsWith(".toml")
                ? ProfileReader.read(Path.of(name)) : ProfileOption.library().read(name);
        return result.profile().orElseThrow(() -> new IllegalArgumentException(result.render()));
    }
}
