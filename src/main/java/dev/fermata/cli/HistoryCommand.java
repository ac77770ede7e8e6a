package dev.fermata.cli;

import dev.fermata.app.HistoryArchive;
import dev.fermata.model.Durations;
import dev.fermata.model.HistoryKind;
import dev.fermata.model.HistoryQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata history}: what has happened. */
@Command(
        name = "history",
        description = {"Shows what has happened, of what the setting history.on has had kept.",
            "No fermata need be running."},
        footerHeading = "%nExamples:%n",
        footer = {"  fermata history                             the last fifty of today",
                "  fermata history --since 2h --kind reply,failure",
                "  fermata history --since 2026-03-01 --text potion --format csv",
                "  fermata history --since 7d --statistics"})
final class HistoryCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    private final CommandEnvironment environment;
    private final ZoneId zone;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Option(names = "--since", paramLabel = "TIME", defaultValue = "today", description =
            "From then on: how long ago (90m, 2h, 7d), a date, a date with a time (2026-03-01T20:15), today, or always"
            + " (default: ${DEFAULT-VALUE}).")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what happened before then.")
    private String until;

    @Option(names = "--kind", paramLabel = "KIND", split = ",",
            description = "Only that: action, reply, viewer, failure, other; several with commas between.")
    private List<HistoryKind> kinds;

    @Option(names = "--event", paramLabel = "NAME", description = "Only events of that name, such as dropped.")
    private String event;

    @Option(names = "--person", paramLabel = "NAME", description = "Only what somebody did in whose name this is.")
    private String person;

    @Option(names = "--text", paramLabel = "TEXT", description = "Only what has this in it.")
    private String text;

    @Option(names = "--last", paramLabel = "N", defaultValue = "50",
            description = "So many of the newest at most; 0 for all (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(names = "--statistics", description = "Count what happened instead of showing it.")
    private boolean statistics;

    @Option(names = "--format", defaultValue = "text", paramLabel = "text|csv|json",
            description = "How it is printed (default: ${DEFAULT-VALUE}).")
    private String format;

    HistoryCommand() {
        this(CommandEnvironment.ofThisMachine(), ZoneId.systemDefault());
    }

    /** @param zone in which times are shown and understood */
    HistoryCommand(CommandEnvironment environment, ZoneId zone) {
        this.environment = environment;
        this.zone = zone;
    }

    @Override
    public Integer call() {
        if (last < 0) {
            throw wrong("--last is a number from 0 on");
        }
        Instant now = Instant.now();
        Instant from = since.equals("always") ? Instant.EPOCH : time("--since", since, now);
        Instant to = until == null ? now.plusMillis(1) : time("--until", until, now);
        if (!from.isBefore(to)) {
            throw wrong("there is no time between --since and --until");
        }
        Set<HistoryKind> wanted = kinds == null ? Set.of() : EnumSet.copyOf(kinds);
        HistoryQuery query = new HistoryQuery(from.toEpochMilli(), to.toEpochMilli(), wanted, given(event),
                given(person), given(text), last == 0 ? MOST : last);
        PrintWriter out = spec.commandLine().getOut();
        HistoryArchive archive = new HistoryArchive(environment.places());
        if (!archive.isThere()) {
            spec.commandLine().getErr().println("fermata: there is no history yet; [history] on = true in the settings"
                    + " file has what happens kept");
            spec.commandLine().getErr().flush();
            return ExitCode.FAILURE;
        }
        HistoryText shown = new HistoryText(zone, out);
        try {
            if (statistics) {
                switch (format) {
                    case "text" -> shown.figures(archive.count(query));
                    case "json" -> shown.figuresAsJson(archive.count(query));
                    default -> throw wrong("--statistics has --format text or json, not '" + format + "'");
                }
            } else {
                switch (format) {
                    case "text" -> archive.find(query).forEach(shown::line);
                    case "csv" -> shown.csv(archive.find(query));
                    case "json" -> shown.json(archive.find(query));
                    default -> throw wrong("--format is text, csv or json, not '" + format + "'");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be read: " + e.getMessage(), e);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String given(String option) {
        return option == null ? "" : option.strip();
    }

    private Instant time(String option, String written, Instant now) {
        try {
            if (written.equals("today")) {
                return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
            }
            if (written.matches("\\d{1,5}d")) {
                return now.minusSeconds(Long.parseLong(written.substring(0, written.length() - 1)) * 86_400);
            }
            if (written.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(written).atStartOfDay(zone).toInstant();
            }
            if (written.contains("T")) {
                return LocalDateTime.parse(written).atZone(zone).toInstant();
            }
        } catch (DateTimeException e) {
            throw wrong(option + " is no such time: '" + written + "'");
        }
        return Durations.parse(written).map(now::minus).orElseThrow(() -> wrong(option
                + " is a time such as 2h, 7d, today, 2026-03-01 or 2026-03-01T20:15, not '" + written + "'"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
