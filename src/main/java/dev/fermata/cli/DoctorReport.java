package dev.fermata.cli;

import dev.fermata.app.Places;
import dev.fermata.app.doctor.Finding;
import dev.fermata.config.settings.Settings;
import dev.fermata.config.voices.VoiceModel;
import dev.fermata.secret.SecretException;
import dev.fermata.secret.SecretReference;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a person can send to whoever helps: what the doctor found and on what; nothing that says who it is from. */
final class DoctorReport {
    private static final String TITLE = "# Fermata report";
    /** What the session is like, where it is told; none of them names anybody. */
    private static final List<String> OF_THE_SESSION =
            List.of("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "SESSIONNAME", "LANG", "LC_ALL");
    /** As many as docs/windows-trial.md has. */
    static final int STEPS = 16;

    private final Map<String, String> machine;
    private final List<Finding> findings;

    /** @param machine what it was found on, by name */
    DoctorReport(Map<String, String> machine, List<Finding> findings) {
        this.machine = machine;
        this.findings = findings;
    }

    /** What this process runs on. */
    static Map<String, String> machine(String platform, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("fermata", Optional.ofNullable(DoctorReport.class.getPackage().getImplementationVersion())
                .orElse("from a checkout"));
        all.put("java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor"));
        all.put("system", OperatingSystem.description() + ", " + System.getProperty("os.arch"));
        all.put("platform", platform);
        all.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        all.put("heap", (Runtime.getRuntime().maxMemory() >> 20) + " MB");
        all.put("encodings", "files " + System.getProperty("file.encoding") + ", names "
                + System.getProperty("sun.jnu.encoding"));
        all.put("language", Locale.getDefault().toLanguageTag());
        all.put("packaged", System.getProperty("jpackage.app-path") == null ? "no" : "by jpackage");
        OF_THE_SESSION.stream().filter(environment::containsKey)
                .forEach(name -> all.put(name, environment.get(name)));
        return all;
    }

    /** What is to be taken out of it: what the settings have that is secret, and the names of this user. */
    static Redaction redaction(Settings settings, Map<String, String> environment) {
        return new Redaction(System.getProperty("user.home"), System.getProperty("user.name"), environment,
                Stream.concat(Stream.of(settings.api().token(), settings.speech().served().key(),
                                settings.listen().recogniser().key()),
                                settings.speech().served().voices().voices().stream().map(VoiceModel::key))
                        .flatMap(Optional::stream).flatMap(where -> secret(where).stream()).toList());
    }

    /** What cannot be had is in no text. */
    private static Optional<String> secret(SecretReference where) {
        try {
            return Optional.of(Places.ofThisMachine().reveal(where).reveal());
        } catch (SecretException e) {
            return Optional.empty();
        }
    }

    /** As text, with places for what a person sees. */
    String text(Redaction redaction) {
        // Before lines are broken, which may be within a path.
        List<Finding> clean = findings.stream().map(each -> new Finding(each.verdict(), each.subject(),
                redaction.of(each.detail()), redaction.of(each.advice()), each.figures())).toList();
        return (TITLE + """


                Made by 'fermata doctor --report'. It has the names of profiles in it and nothing else of yours: no names of
                users and machines, no titles of windows, no folders, no secrets. Read it before you send it.

                ## Machine

                %s
                ## Checks

                %s
                ## Measured

                %s
                ## Tried

                What has a line under Checks. The test key (f24, or f19) was tapped some seventy times, kept from programs and
                let through; managed keys and hotkeys of the profiles were taken over and given back at once. A corner of the
                screen was read and forgotten, a word was made and not played, sound devices were opened and closed.

                ## Seen

                What you saw at each step of docs/windows-trial.md: "as written", or what was different.

                %s""").formatted(
                        lines(machine.entrySet().stream().map(each -> line(each.getKey(), redaction.of(each.getValue())))),
                        DoctorText.of(clean),
                        lines(clean.stream().filter(each -> !each.figures().isEmpty())
                                .map(each -> line(each.subject(), figures(each)))),
                        lines(IntStream.rangeClosed(1, STEPS).mapToObj(step -> step + ".")))
                .replace(System.lineSeparator(), "\n");
    }

    private static String lines(Stream<String> all) {
        return all.map(each -> each + "\n").collect(Collectors.joining());
    }

    private static String line(String name, String value) {
        return String.format("%-20s %s", name, value);
    }

    private static String figures(Finding of) {
        return of.figures().entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Writes it over whatever is there. @throws UncheckedIOException when that cannot be done */
    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Whether a file that is there is one, which may be replaced. */
    static boolean isReport(Path file) {
        byte[] title = TITLE.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(title.length), title);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static UncheckedIOException unwritable(IOException why) {
        return new UncheckedIOException("the report cannot be written: " + why.getMessage(), why);
    }
}
