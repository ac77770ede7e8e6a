package dev.fermata.listen.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.listen.Grammar;
import dev.fermata.listen.Heard;
import dev.fermata.listen.Recogniser;
import dev.fermata.listen.RecogniserException;
import dev.fermata.listen.Utterance;
import dev.fermata.speak.engine.RunningProgram;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The program pocketsphinx, which understands the phrases of a grammar without a server. Two processes look at each
 * utterance at once: one knows the phrases only and always finds one; the other knows phones in any order. How much
 * better the phrase fits than the phones, and how much of what is said it is, is the confidence, so that what is no
 * phrase is none. The sound goes to them through pipes. The grammar is in private files until {@link #close}.
 */
public final class PocketSphinx implements Recogniser {
    /** The model that is usual, where packages and makers put it. */
    private static final List<Path> MODELS = List.of(Path.of("/usr/share/pocketsphinx/model/en-us"),
            Path.of("/usr/local/share/pocketsphinx/model/en-us"));
    private static final String ACOUSTIC = "en-us";
    private static final String DICTIONARY = "cmudict-en-us.dict";

    /** Phones in any order are so many that the unlikely ones are given up soon: that saves a third of the time. */
    private static final List<String> NARROW = List.of("-beam", "1e-20", "-pbeam", "1e-20", "-wbeam", "1e-15");

    private static final Duration MOST_TIME = Duration.ofSeconds(5);
    private static final int MOST_OUT = 100_000;
    private static final int MOST_LOG = 1_000_000;
    private static final int COMPLAINT = 200;
    /** A phrase that fits so much worse a frame than any phones has a confidence of a half; by trials. */
    private static final double EVEN = -2;
    /** How much better it has to fit to be surer by much. */
    private static final double STEEP = 3;
    /** A phrase takes the rest for silence: one that is only so much of what is said is not what is said ... */
    private static final double LEAST_COVERED = 0.5;
    /** ... and so much is: the phones of noise around it are some of what is said as well. By trials. */
    private static final double WELL_COVERED = 0.58;
    /** A phrase that is longer than all that is said is drawn over the noise around it: it is at most so long ... */
    private static final double MOST_COVERED = 1.1;
    /** ... and one that is so long is not what is said. By trials. */
    private static final double OVER_COVERED = 1.3;

    private final Clock clock;
    private final SphinxProgram program;
    private final Path model;
    private final Grammar grammar;
    private final Consumer<String> tell;
    @GuardedBy("this")
    private SphinxFiles files;

    /**
     * Reads and writes nothing yet.
     *
     * @param model the folder of the model; empty for the usual one
     * @param tell told, for people, of phrases that it cannot understand
     * @throws RecogniserException when the program or the model is not on this machine
     */
    public PocketSphinx(Clock clock, Optional<Path> model, Grammar grammar, Consumer<String> tell)
            throws RecogniserException {
        this.clock = clock;
        this.grammar = grammar;
        this.tell = tell;
        this.program = SphinxProgram.find(System.getenv("PATH"));
        this.model = model(model);
    }

    private static Path model(Optional<Path> wanted) throws RecogniserException {
        List<Path> candidates = wanted.map(List::of).orElse(MODELS);
        return candidates.stream().filter(each -> Files.exists(each.resolve(DICTIONARY))).findFirst().orElseThrow(() ->
                new RecogniserException("there is no model for pocketsphinx in "
                        + String.join(" or ", candidates.stream().map(Path::toString).toList())));
    }

    @Override
    public void prepare() {
        try {
            files();
        } catch (IOException e) {
            // The first utterance is told of it.
        }
    }

    @Override
    public String name() {
        return "pocketsphinx";
    }

    /** Where its model is. */
    public Path model() {
        return model;
    }

    @Override
    public Optional<Heard> recognise(Utterance utterance) throws RecogniserException, InterruptedException {
        try {
            SphinxFiles used = files();
            if (used.isEmpty()) {
                return Optional.empty();
            }
            byte[] sound = SphinxSound.of(utterance, program.hearsTwice());
            try (RunningProgram phrase = start(used, used.phrases(), List.of(), sound);
                    RunningProgram phones = start(used, used.phones(), NARROW, sound)) {
                Optional<SphinxLog.Result> found = result(phrase);
                Optional<SphinxLog.Result> any = result(phones);
                // It may have heard the beginning of a phrase and no more.
                return found.filter(each -> grammar.phrases().contains(each.text())).map(each -> new Heard(each.text(),
                        confidence(each, any, program.scale()), utterance.endedNanos(), utterance.length()));
            }
        } catch (IOException e) {
            throw new RecogniserException("the grammar cannot be written: " + e.getMessage());
        } catch (VoiceException e) {
            throw new RecogniserException(e.getMessage());
        }
    }

    private RunningProgram start(SphinxFiles used, Path rules, List<String> options, byte[] sound)
            throws VoiceException {
        List<String> command = new ArrayList<>(program.command());
        command.addAll(1, List.of("-hmm", model.resolve(ACOUSTIC).toString(), "-dict", used.dictionary().toString(),
                "-jsgf", rules.toString()));
        command.addAll(1, options);
        return new RunningProgram(clock, command, name(), sound);
    }

    private Optional<SphinxLog.Result> result(RunningProgram running) throws VoiceException, RecogniserException,
            InterruptedException {
        RunningProgram.Output output = running.finish(MOST_TIME, MOST_OUT, MOST_LOG);
        String log = new String(output.complaint(), StandardCharsets.UTF_8);
        if (output.code() != 0) {
            String errors = String.join(" ", log.lines().filter(each -> each.startsWith("ERROR")
                    || each.startsWith("FATAL")).toList());
            throw new RecogniserException(name() + " ended with " + output.code() + ": "
                    + errors.substring(0, Math.min(COMPLAINT, errors.length())));
        }
        return SphinxLog.last(log);
    }

    /** From 0 to 1. What has no phones either is nothing that one could be sure of. */
    static double confidence(SphinxLog.Result phrase, Optional<SphinxLog.Result> any, double scale) {
        if (any.isEmpty() || any.get().speech() == 0) {
            return 0;
        }
        double better = (phrase.fit() - any.get().fit()) / scale / any.get().speech();
        double covered = (double) phrase.speech() / any.get().speech();
        return rising(covered, LEAST_COVERED, WELL_COVERED) * rising(covered, OVER_COVERED, MOST_COVERED) / (1 + Math.exp(-(better - EVEN) / STEEP));
    }

    /** From 0 at the one to 1 at the other. */
    private static double rising(double value, double zero, double one) {
        return Math.max(0, Math.min(1, (value - zero) / (one - zero)));
    }

    private synchronized SphinxFiles files() throws IOException {
        if (files == null) {
            SphinxWords words = SphinxWords.of(grammar.phrases(), model.resolve(DICTIONARY));
            if (!words.unknown().isEmpty()) {
                tell.accept("pocketsphinx does not know " + String.join(", ", words.unknown())
                        + ", and understands no phrase with that: it may be two words, or another");
            }
            files = SphinxFiles.write(words);
        }
        return files;
    }

    /** Takes the grammar's files away. */
    @Override
    public synchronized void close() {
        if (files != null) {
            files.delete();
            files = null;
        }
    }
}
