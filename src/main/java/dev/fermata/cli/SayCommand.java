package dev.fermata.cli;

import dev.fermata.config.Node;
import dev.fermata.config.TemplateText;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.ClientException;
import dev.fermata.model.SpeechPriority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fermata say}: something to be spoken. */
@Command(
        name = "say",
        description = "Has something spoken when its turn comes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fermata say \"life low\" --priority important",
            "  fermata say \"hello\" --wait           until it has been heard",
            "  fermata say --file lines.txt          each line by itself, as it stands",
            "  fermata say --template talk.txt       each paragraph, {one|another} of it",
            "  fermata say --prepare lines.txt       has their sounds made, to be kept"
        })
final class SayCommand extends ClientCommand {
    private static final Duration LOOK = Duration.ofMillis(150);
    /** Slow enough for what clients may ask for in a second. */
    private static final Duration BETWEEN_LINES = Duration.ofMillis(60);
    private static final int MOST_LINES = 10_000;

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What to say, in quotes.")
    private String text;

    @Option(names = "--file", paramLabel = "FILE|-", description = "Say each line of a file; - is standard input.")
    private String file;

    @Option(names = "--template", paramLabel = "FILE|-",
            description = "Say each paragraph of a file, of {one|another} either; - is standard input.")
    private String template;

    @Option(names = "--prepare", paramLabel = "FILE|-", arity = "0..1", fallbackValue = "",
            description = "Say nothing, but have the sounds made and kept, so that they are heard at once later: those"
                    + " of each line of a file with all its variants, or of --file or --template. Needs no agent.")
    private String prepare;

    @Option(names = "--quiet", description = "With --prepare: tell only what fails.")
    private boolean quiet;

    @Option(names = "--priority", paramLabel = "NAME|NUMBER",
            description = "How important: system, gift_large, vip, gift, important, normal, script, background, or a"
                    + " number from -20 to 20; the lower, the sooner (default: normal).")
    private String priority;

    @Option(names = "--wait", description = "Wait until it has been heard; fails when it was not.")
    private boolean wait;

    @Option(names = "--client", paramLabel = "NAME", defaultValue = "cli",
            description = "In whose name (default: ${DEFAULT-VALUE}).")
    private String client;

    private final boolean terminal;

    SayCommand() {
        this(CommandEnvironment.ofThisMachine());
    }

    SayCommand(CommandEnvironment environment) {
        super(environment);
        terminal = environment.terminal();
    }

    @Override
    void check() {
        boolean ofItsOwn = prepare != null && !prepare.isEmpty();
        if (Stream.of(text, file, template, ofItsOwn ? prepare : null).filter(Objects::nonNull).count() != 1) {
            throw wrong(prepare == null ? "either a text in quotes, --file or --template is needed"
                    : "--prepare needs one file: its own, or that of --file or --template");
        }
        if (prepare != null && (wait || priority != null)) {
            throw wrong("--prepare says nothing, so --wait and --priority have no meaning with it");
        }
        if (quiet && prepare == null) {
            throw wrong("--quiet is for --prepare");
        }
        if (priority != null && SpeechPriority.of(priority).isEmpty()) {
            throw wrong("--priority is " + SpeechPriority.EXPECTED + ", not '" + priority + "'");
        }
    }

    @Override
    Optional<Integer> alone(PrintWriter out) {
        if (prepare == null) {
            return Optional.empty();
        }
        Preparation preparation = new Preparation(settings().speech(), out, terminal, quiet);
        return Optional.of(template != null
                ? preparation.variants(TemplateText.read(template, whole(template)).required())
                : file != null || text != null ? preparation.texts(text != null ? List.of(text) : lines())
                : preparation.variants(TemplateText.readLines(prepare, whole(prepare)).required()));
    }

    @Override
    void ask(AgentClient agent, PrintWriter out) {
        for (String each : text != null ? List.of(text) : file != null ? lines() : paragraphs()) {
            say(agent, each, out);
        }
    }

    private List<String> lines() {
        return linesOf(file).map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Nothing of a file in which anything is wrong is said. */
    private List<String> paragraphs() {
        RandomGenerator random = new Random();
        return TemplateText.read(template, whole(template)).required().stream()
                .map(each -> each.pick(random)).toList();
    }

    private static String whole(String file) {
        return String.join("\n", linesOf(file).toList());
    }

    private static Stream<String> linesOf(String file) {
        try (BufferedReader reader = file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file)); Stream<String> lines = reader.lines()) {
            return lines.limit(MOST_LINES).toList().stream();
        } catch (IOException | UncheckedIOException e) {
            throw new UncheckedIOException(new IOException(file + " cannot be read: " + e.getMessage(), e));
        }
    }

    private void say(AgentClient agent, String line, PrintWriter out) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("text", line);
        if (priority != null) {
            request.put("priority", priority);
        }
        request.put("client", client);
        Node answer = agent.post("/say", request).json();
        String id = answer.get("id").text();
        if (wait) {
            out.println(AnswerText.plain(awaitEnd(agent, id)));
        } else {
            out.println(AnswerText.plain((answer.get("merged").isTrue() ? "said once with what waits as "
                    : "queued as ") + id));
            if (text == null) {
                LockSupport.parkNanos(BETWEEN_LINES.toNanos());
            }
        }
        out.flush();
    }

    /** @throws ClientException when it was not heard to its end */
    private static String awaitEnd(AgentClient agent, String id) {
        while (true) {
            Node speech = agent.get("/speech").json();
            Optional<Node> ended = speech.get("ended").list().stream()
                    .filter(each -> each.get("id").text().equals(id)).findFirst();
            if (ended.isPresent()) {
                String outcome = ended.get().get("outcome").text();
                if (!outcome.equals("done")) {
                    throw new ClientException("it was " + outcome + ": " + ended.get().get("reason").text());
                }
                return outcome;
            }
            boolean there = speech.get("playing").get("id").text().equals(id)
                    || speech.get("waiting").list().stream().anyMatch(each -> each.get("id").text().equals(id));
            if (!there) {
                throw new ClientException("what became of it is not kept any more");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
