package dev.fermata.cli;

import dev.fermata.app.SpeechPreparation;
import dev.fermata.config.settings.Settings;
import dev.fermata.model.Variants;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code fermata say --prepare}: has sounds made and kept, and shows how far it is. */
final class Preparation implements SpeechPreparation.Listener {
    /** Of one text; the rest is made when it is said. */
    static final int MOST_VARIANTS = 1_000;
    private static final int BAR = 30;
    private static final String ERASE = "\r\033[K";

    private final Settings.Speech settings;
    private final PrintWriter out;
    private final boolean terminal;
    private final boolean quiet;
    private int all;
    private int failed;
    private int percent = -1;

    /** @param terminal whether lines can be written over there */
    Preparation(Settings.Speech settings, PrintWriter out, boolean terminal, boolean quiet) {
        this.settings = settings;
        this.out = out;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** Every variant of each, as far as there are not too many. Returns the exit code. */
    int variants(List<Variants> texts) {
        Set<String> each = new LinkedHashSet<>();
        for (Variants text : texts) {
            List<String> some = text.all(MOST_VARIANTS);
            each.addAll(some);
            if (text.count() > MOST_VARIANTS) {
                line("too many variants, " + some.size() + " of them are made: " + AnswerText.plain(some.get(0)));
            }
        }
        return texts(List.copyOf(each));
    }

    /** Each as it stands. Returns the exit code. */
    int texts(List<String> texts) {
        SpeechPreparation preparation = new SpeechPreparation(settings);
        Optional<String> hindrance = preparation.hindrance();
        if (hindrance.isPresent()) {
            line(hindrance.get());
            return ExitCode.FAILURE;
        }
        begin(texts.size());
        try {
            SpeechPreparation.Summary summary = preparation.make(texts, this);
            if (!quiet || !summary.isWhole()) {
                line(summary.made() + " made, " + summary.kept() + " kept already, " + summary.failed() + " failed");
            }
            return summary.isWhole() ? ExitCode.OK : ExitCode.FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILURE;
        }
    }

    /** @param texts how many there are */
    void begin(int texts) {
        all = texts;
    }

    @Override
    public void done(int texts) {
        int now = (int) (100L * texts / all);
        if (quiet || now == percent && !terminal) {
            return;
        }
        percent = now;
        if (terminal) {
            int full = BAR * texts / all;
            out.print(ERASE + "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + now + " %  " + texts + " of "
                    + all + (failed == 0 ? "" : ", " + failed + " failed"));
        } else {
            out.println(now + " %  " + texts + " of " + all);
        }
        out.flush();
    }

    @Override
    public void failed(String text, String reason) {
        failed++;
        line("failed: " + AnswerText.plain(text) + ": " + AnswerText.plain(reason));
    }

    @Override
    public void told(String message) {
        line(AnswerText.plain(message));
    }

    private void line(String text) {
        out.println((terminal && !quiet ? ERASE : "") + text);
        out.flush();
    }
}
