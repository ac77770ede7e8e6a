package dev.fermata.config.settings;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.Diagnostics;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.config.voices.VoiceBook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings with the sources of their values. Immutable. */
public final class LoadedSettings {
    /** The source of a value that nobody has set. */
    public static final String DEFAULT = Values.DEFAULT;

    private final Values values;
    private final Settings settings;
    private final List<Path> files;
    private final List<Diagnostic> warnings;

    /** As {@link Values#settings}. @param files what the books were read from */
    LoadedSettings(Values values, VoiceBook voices, StreamBook stream, List<Path> files, List<Diagnostic> warnings) {
        this.values = values;
        this.files = List.copyOf(files);
        this.warnings = List.copyOf(warnings);
        this.settings = values.settings(voices, stream);
    }

    /**
     * A setting as it is shown.
     *
     * @param shown the value as a person writes it, "set" for a secret; empty when it is not set
     * @param json the value as a String, Number, Boolean or a list of them; empty when it is not set
     * @param source {@code default}, a file with its line, a variable or a flag
     */
    public record Row(Setting<?> setting, Optional<String> shown, Optional<Object> json, String source) {
    }

    /** What should be otherwise although the settings can be used: text for people, empty when there is nothing. */
    public String warnings() {
        return Diagnostics.render(warnings);
    }

    /** The settings themselves. */
    public Settings settings() {
        return settings;
    }

    /** The files that they are made of besides their own: of voices, of a stream's rules, and what those name. */
    public List<Path> files() {
        return files;
    }

    /** Where a setting's value came from: {@code default}, a file with its line, a variable, a flag. */
    String source(Setting<?> setting) {
        return values.source(setting);
    }

    /** Whether a setting has the same value there, wherever that comes from. */
    public boolean isSame(Setting<?> setting, LoadedSettings there) {
        return values.find(setting).equals(there.values.find(setting)) || !setting.type().secret()
                && row(setting).json().equals(there.row(setting).json());
    }

    /** Every setting as it is shown, in the order of {@link AllSettings#ALL}. */
    public List<Row> rows() {
        return AllSettings.ALL.stream().<Row>map(this::row).toList();
    }

    private <T> Row row(Setting<T> setting) {
        Optional<T> value = values.find(setting);
        return new Row(setting, value.map(setting.type()::show), value.map(setting.type()::json),
                values.source(setting));
    }
}
