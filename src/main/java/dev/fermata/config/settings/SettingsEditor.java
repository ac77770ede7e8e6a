package dev.fermata.config.settings;

import dev.fermata.config.Diagnostics;
import dev.fermata.config.Node;
import dev.fermata.config.Problems;
import dev.fermata.config.SourceText;
import dev.fermata.config.TomlReader;
import dev.fermata.config.Type;
import dev.fermata.config.profile.Change;
import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.ProfileEditor;
import dev.fermata.config.profile.TextEdit;
import dev.fermata.user.PrivateFiles;
import dev.fermata.user.ProcessLock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Writes one setting into the user's {@code settings.toml} and leaves all else in it as it is: comments, order, line
 * ends, permissions. What the settings would be is read before anything is written, and the file is replaced all at
 * once. Confined to one thread.
 */
public final class SettingsEditor {
    private static final String LOCK_FILE = "settings.lock";
    private static final String SOURCE = "fermata config set";

    private final SettingsLoader.Sources sources;
    private final Path locks;

    /** @param locks Fermata's own folder: of two who write at once the second sees what the first has written */
    public SettingsEditor(SettingsLoader.Sources sources, Path locks) {
        this.sources = sources;
        this.locks = locks;
    }

    /**
     * Sets it. Makes the file if there is none.
     *
     * @param text as in a variable; a list may be written as in the file
     * @return the settings as they are from now on
     * @throws SettingsRefusedException when they could not be used; nothing is written then
     * @throws IOException when the file cannot be written
     */
    public LoadedSettings set(Setting<?> setting, String text) throws IOException {
        return change(setting, Optional.of(value(setting, text)));
    }

    /** Takes it out, so that the default counts. Does nothing where it is not in the file. As {@link #set} else. */
    public LoadedSettings unset(Setting<?> setting) throws IOException {
        return change(setting, Optional.empty());
    }

    /** What was probably meant by a name that no setting has; may be empty. */
    public static List<String> meant(String name) {
        return SettingsFile.meant(name);
    }

    private static <T> Object value(Setting<T> setting, String text) {
        Layer layer = new Layer();
        Type<T> type = setting.type();
        Optional<T> value = literal(text.strip()).flatMap(node -> type.read(node, setting.name()).value());
        if (value.isEmpty()) {
            layer.text(setting, text, SOURCE);
            value = type.ofText(text.strip());
        }
        Object written = type.json(value.orElseThrow(() ->
                new SettingsRefusedException(Diagnostics.render(layer.problems()))));
        // As people write it.
        return !(written instanceof BigDecimal number) ? written
                : number.scale() <= 0 ? (Object) number.longValueExact() : (Object) number.doubleValue();
    }

    /** A list as the file has it. */
    private static Optional<Node> literal(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return Optional.empty();
        }
        Problems problems = new Problems(SOURCE, new SourceText("list = " + text + "\n"));
        return TomlReader.read(problems, SettingsFile.TOML).filter(top -> !problems.hasErrors())
                .map(top -> top.get("list")).filter(Node::isThere);
    }

    private LoadedSettings change(Setting<?> setting, Optional<Object> value) throws IOException {
        return ProcessLock.during(locks, LOCK_FILE, () -> {
            Path file = sources.settingsFile();
            if (Files.isSymbolicLink(file) && !Files.exists(file)) {
                throw new IOException(file + " is a link that leads nowhere");
            }
            // Who links it elsewhere wants it there.
            Path target = Files.exists(file) ? file.toRealPath() : file;
            String before = Files.exists(target) ? text(target) : "";
            String after = edited(before, setting, value);
            LoadedSettings checked = SettingsLoader.load(sources, Optional.of(SettingsFile.parse(file, after)));
            if (!after.equals(before)) {
                replace(target, before, after);
            }
            return checked;
        });
    }

    private String text(Path target) throws IOException {
        Layer layer = SettingsFile.read(target);
        if (layer.problems().stream().anyMatch(each -> each.mark().isEmpty())) {
            // It cannot even be read.
            throw new SettingsRefusedException(Diagnostics.render(layer.problems()));
        }
        return Files.readString(target, StandardCharsets.UTF_8);
    }

    private String edited(String before, Setting<?> setting, Optional<Object> value) {
        int dot = setting.name().lastIndexOf('.');
        List<Object> table = dot < 0 ? List.of() : List.of((Object[]) setting.name().substring(0, dot).split("\\."));
        StringBuilder text = new StringBuilder(before);
        try {
            List<TextEdit> edits = ProfileEditor.edits(before,
                    List.of(new Change.Put(table, setting.name().substring(dot + 1), value)));
            // From the end, so that the places of the others stay.
            for (int i = edits.size() - 1; i >= 0; i--) {
                text.replace(edits.get(i).from(), edits.get(i).to(), edits.get(i).insert());
            }
        } catch (NotDoneException e) {
            Layer layer = SettingsFile.parse(sources.settingsFile(), before);
            throw new SettingsRefusedException(layer.problems().isEmpty()
                    ? "'" + setting + "' cannot be changed in " + sources.settingsFile() + " without hands"
                    : Diagnostics.render(layer.problems()));
        }
        return text.toString();
    }

    private void replace(Path target, String before, String after) throws IOException {
        if (target.getParent() != null && !Files.isDirectory(target.getParent())) {
            Files.createDirectories(target.getParent());
        }
        Path draft = PrivateFiles.draft(target, after);
        try {
            if (Files.exists(target)) {
                if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
                }
                if (!Files.readString(target, StandardCharsets.UTF_8).equals(before)) {
                    throw new IOException(target + " was changed meanwhile; try again");
                }
            }
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
