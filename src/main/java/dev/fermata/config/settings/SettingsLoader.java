package dev.fermata.config.settings;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Diagnostics;
import dev.fermata.config.ProblemText;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.config.stream.StreamReader;
import dev.fermata.config.voices.VoiceBook;
import dev.fermata.config.voices.VoiceService;
import dev.fermata.config.voices.VoicesReader;
import dev.fermata.model.ServerAddress;
import dev.fermata.secret.SecretReference;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the settings from all their sources, each taking precedence over those before: defaults, the
 * user's {@code settings.toml}, a seed-style {@code pause_control_config.json}, environment
 * variables, flags. Nothing is used when anything is wrong.
 */
public final class SettingsLoader {
    private SettingsLoader() {
    }

    /**
     * Where settings come from.
     *
     * @param settingsFile the user's {@code settings.toml}; need not be there
     * @param seedFile a {@code pause_control_config.json}; must be there if given
     * @param environment the environment variables
     * @param flags what the command line says
     */
    public record Sources(Path settingsFile, Optional<Path> seedFile, Map<String, String> environment,
            List<Flag> flags) {
    }

    /**
     * A setting on the command line.
     *
     * @param name as it is written there, {@code --port}
     */
    public record Flag(Setting<?> setting, String name, String value) {
    }

    /**
     * Reads them.
     *
     * @throws SettingsRefusedException with every problem of every source
     */
    public static LoadedSettings load(Sources sources) {
        // A link that leads nowhere is a mistake, not an absent file.
        return load(sources, Files.exists(sources.settingsFile()) || Files.isSymbolicLink(sources.settingsFile())
                ? Optional.of(SettingsFile.read(sources.settingsFile())) : Optional.empty());
    }

    /** As {@link #load(Sources)}, with what the file says, or will say. */
    static LoadedSettings load(Sources sources, Optional<Layer> file) {
        List<Layer> layers = new ArrayList<>();
        List<Diagnostic> warnings = new ArrayList<>();
        file.ifPresent(layer -> {
            layers.add(layer);
            exposedToken(sources.settingsFile(), layer).ifPresent(warnings::add);
        });
        sources.seedFile().ifPresent(seed -> layers.add(SeedFile.read(seed)));
        layers.add(Environment.read(sources.environment()));
        layers.add(flags(sources.flags()));

        Values values = Values.DEFAULTS;
        List<Diagnostic> problems = new ArrayList<>();
        for (Layer layer : layers) {
            values = values.under(layer.values());
            problems.addAll(layer.problems());
        }
        if (problems.isEmpty()) {
            exposed(values).ifPresent(problems::add);
            echoes(values).ifPresent(problems::add);
            Stream.of(lacks(values, Setting.SPEECH_ENGINE, SpeechEngine.COMMAND, Setting.SPEECH_COMMAND),
                            lacks(values, Setting.LISTEN_RECOGNISER, RecogniserKind.COMMAND, Setting.LISTEN_COMMAND),
                            lacks(values, Setting.LISTEN_RECOGNISER, RecogniserKind.OPENAI, Setting.LISTEN_ADDRESS),
                            lacks(values, Setting.LISTEN_MICROPHONE, ListenMode.KEY, Setting.LISTEN_KEYS))
                    .flatMap(Optional::stream).forEach(problems::add);
        }
        List<Path> files = new ArrayList<>();
        boolean readable = problems.isEmpty();
        VoiceBook voices = readable ? voices(sources.settingsFile(), values, problems, files) : VoiceBook.NONE;
        StreamBook stream = readable ? stream(sources.settingsFile(), values, problems, files) : StreamBook.NONE;
        if (!problems.isEmpty()) {
            throw new SettingsRefusedException(
                    "the settings cannot be used:" + System.lineSeparator() + Diagnostics.render(problems), files);
        }
        return new LoadedSettings(values, voices, stream, files, warnings);
    }

    /** The voices that servers have, where one of them is to speak; else nobody looks at their file. */
    private static VoiceBook voices(Path settingsFile, Values values, List<Diagnostic> problems, List<Path> files) {
        SpeechEngine engine = values.get(Setting.SPEECH_ENGINE);
        if (engine != SpeechEngine.GPT_SOVITS && engine != SpeechEngine.OPENAI) {
            return VoiceBook.NONE;
        }
        VoiceService service = engine == SpeechEngine.OPENAI ? VoiceService.OPENAI : VoiceService.GPT_SOVITS;
        Path file = settingsFile.resolveSibling(VoicesReader.FILE);
        files.add(file);
        VoicesReader.Result result = VoicesReader.read(file);
        problems.addAll(result.problems());
        VoiceBook book = result.book().orElse(VoiceBook.NONE);
        String name = values.find(Setting.SPEECH_VOICE).orElse("");
        if (result.book().isPresent() && book.first(service, name).isEmpty()) {
            problems.add(new Diagnostic(values.source(name.isEmpty() ? Setting.SPEECH_ENGINE : Setting.SPEECH_VOICE),
                    Optional.empty(), Diagnostic.Severity.ERROR, VoicesReader.FILE + " has no voice "
                    + (name.isEmpty() ? "" : ProblemText.quote(name) + " ") + "of " + service,
                    "a [[voice]] of it there" + (name.isEmpty() ? "" : ", or another 'speech.voice'"), List.of()));
        }
        book.voices().stream().filter(each -> each.engine() == VoiceService.OPENAI && each.address().isEmpty()
                && values.find(Setting.SPEECH_ADDRESS).isEmpty()).findFirst().ifPresent(each ->
                problems.add(new Diagnostic(values.source(Setting.SPEECH_ENGINE), Optional.empty(),
                        Diagnostic.Severity.ERROR, "the voice " + ProblemText.quote(each.name())
                        + " of " + VoicesReader.FILE + " has no 'address', and there is no 'speech.address'",
                        ServerAddress.EXPECTED, List.of())));
        return book;
    }

    /** What is answered of a live stream, where anything is; else nobody looks at its file. */
    private static StreamBook stream(Path settingsFile, Values values, List<Diagnostic> problems, List<Path> files) {
        if (!values.get(StreamSettings.STREAM_ON)) {
            return StreamBook.NONE;
        }
        Path file = settingsFile.resolveSibling(StreamReader.FILE);
        StreamReader.Result result = StreamReader.read(file);
        files.add(file);
        files.addAll(result.files());
        problems.addAll(result.problems());
        return result.book().map(book -> book.important().isEmpty()
                ? book.withImportant(values.find(Setting.SPEECH_IMPORTANT).orElse(List.of())) : book)
                .orElse(StreamBook.NONE);
    }

    /** What a word of one setting needs of another, which has to be there and not empty. */
    private static <E> Optional<Diagnostic> lacks(Values values, Setting<E> setting, E word, Setting<?> needed) {
        if (values.get(setting) != word
                || values.find(needed).filter(each -> !(each instanceof List<?> list && list.isEmpty())).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(values.source(setting), Optional.empty(), Diagnostic.Severity.ERROR,
                "'" + setting.name() + "' is " + ProblemText.quote(word.toString().toLowerCase(Locale.ROOT))
                        + ", and there is no '" + needed.name() + "'",
                needed.type().expected(), List.of()));
    }

    private static Layer flags(List<Flag> flags) {
        Layer layer = new Layer();
        flags.forEach(flag -> layer.text(flag.setting(), flag.value(), flag.name()));
        return layer;
    }

    /** A token or a key is a password; there may be one although another source has a different one. */
    private static Optional<Diagnostic> exposedToken(Path file, Layer layer) {
        Optional<? extends Setting<?>> secret = layer.values().entrySet().stream()
                .filter(each -> each.getKey().type().secret()
                        && !(each.getValue().value() instanceof SecretReference where && !where.isGiven()))
                .map(Map.Entry::getKey).findFirst();
        try {
            if (secret.isEmpty() || !PrivateFiles.isOpenToOthers(file)) {
                return Optional.empty();
            }
        } catch (IOException e) {
            // It has just been read; what becomes of it now is of no matter for this start.
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(file.toString(), Optional.empty(), Diagnostic.Severity.WARNING,
                "other users of this machine can read or change this file, and '" + secret.get() + "' is in it",
                "a file for you alone: chmod 600 " + file + "; or 'fermata secret set', which keeps it encrypted",
                List.of()));
    }

    /** What goes out must not come in again. */
    private static Optional<Diagnostic> echoes(Values values) {
        String events = values.get(StreamSettings.BRIDGE_EVENTS);
        if (!events.equals(values.get(StreamSettings.BRIDGE_COMMANDS))) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(values.source(StreamSettings.BRIDGE_COMMANDS), Optional.empty(),
                Diagnostic.Severity.ERROR, "'bridge.commands' is the channel on which events go out, "
                + ProblemText.quote(events), "another one than 'bridge.events'", List.of()));
    }

    /** Whoever reaches the API can press keys, so other machines need a token. */
    private static Optional<Diagnostic> exposed(Values values) {
        InetAddress bind = values.get(Setting.BIND);
        if (bind.isLoopbackAddress() || !values.get(Setting.ENABLE_API) || values.find(Setting.TOKEN).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(values.source(Setting.BIND), Optional.empty(), Diagnostic.Severity.ERROR,
                "other machines can reach 'bind' " + bind.getHostAddress() + ", and there is no 'token'",
                "a token as well (" + Setting.TOKEN.variable() + ", or token in settings.toml), or bind 127.0.0.1",
                List.of()));
    }
}
