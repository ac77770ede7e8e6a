package dev.fermata.control;

import dev.fermata.config.Diagnostic;
import dev.fermata.config.profile.NewProfile;
import dev.fermata.config.profile.NotDoneException;
import dev.fermata.config.profile.NotDoneException.Checked;
import dev.fermata.config.profile.NotDoneException.Why;
import dev.fermata.config.profile.ProfileLibrary;
import dev.fermata.config.profile.ProfileOutline;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.ProfileStore;
import dev.fermata.config.profile.ProfileStore.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The profiles as a page works on them: all there are to be read, the user's own to be written. A name means the user's
 * own profile where there is one, else the one that the library finds. Reads and writes files, so nobody may wait for
 * it whose time is dear. Thread-safe.
 */
public final class Studio {
    /** The longest text that a page works on, in characters; a request has room for one. */
    public static final int LONGEST_TEXT = 60_000;

    private static final String SUFFIX = ".toml";

    private final ProfileLibrary library;
    private final ProfileStore own;
    private final Supplier<Optional<Path>> played;
    private final Supplier<Instant> now;
    private final Preview preview;

    /** One at a time: it takes all that a core can give. */
    private final AtomicBoolean previewing = new AtomicBoolean();

    /**
     * @param library all there are
     * @param own those of the user
     * @param played the file of the one that is played, if it has one
     * @param now the time of day
     * @param preview plays what is looked at before it is saved
     */
    public Studio(ProfileLibrary library, ProfileStore own, Supplier<Optional<Path>> played, Supplier<Instant> now,
            Preview preview) {
        this.library = library;
        this.own = own;
        this.played = played;
        this.now = now;
        this.preview = preview;
    }

    /**
     * A profile there is.
     *
     * @param title what it calls itself
     * @param whyNot why it cannot be written; empty if it can
     * @param shadowedBy the file that its name leads to instead when it is to be played
     */
    public record Listed(String name, String title, Path file, boolean isOwn, Optional<String> whyNot,
            boolean plays, Optional<Path> shadowedBy, long errors, long warnings) {
    }

    /** The text of a profile. */
    public record Shown(Stored stored, boolean isOwn, Optional<String> whyNot, boolean plays) {
    }

    /** Where the user's own profiles are. */
    public Path folder() {
        return own.folder();
    }

    /** The file of the one that is played, if it has one. */
    public Optional<Path> played() {
        return played.get();
    }

    /** All there are, those that are hidden by others too. */
    public List<Listed> list() {
        List<Listed> all = new ArrayList<>();
        for (ProfileLibrary.Entry entry : library.list()) {
            all.add(listed(entry.name(), entry.file(), Optional.empty()));
            entry.hidden().forEach(file -> all.add(listed(entry.name(), file, Optional.of(entry.file()))));
        }
        return all;
    }

    private Listed listed(String name, Path file, Optional<Path> winner) {
        ProfileResult result = library.check(file.toString());
        long errors = result.diagnostics().stream().filter(Diagnostic::isError).count();
        return new Listed(name, result.profile().map(profile -> profile.name()).orElse(name), file, isOwn(file),
                whyNot(file), plays(file), winner, errors, result.diagnostics().size() - errors);
    }

    /** What has been deleted, the last first. */
    public List<ProfileStore.Trashed> trashed() throws NotDoneException {
        return own.trashed();
    }

    /** Reads a profile. */
    public Shown read(String name) throws NotDoneException {
        Path file = find(name);
        Stored stored = ProfileStore.read(name, file);
        if (stored.text().length() > LONGEST_TEXT) {
            throw new NotDoneException(Why.UNREADABLE, "this profile is too long to be worked on here");
        }
        return new Shown(stored, isOwn(file), whyNot(file), plays(file));
    }

    /** What the check says of a text. @param name the profile it is meant for */
    public Checked check(String text, Optional<String> name) throws NotDoneException {
        return checked(fileOf(name), text);
    }

    /**
     * What a text would play.
     *
     * @param name the profile it is meant for
     * @param holds while the player keeps a priority key down
     */
    public Preview.Played preview(String text, Optional<String> name, Duration time, List<Preview.Span> holds)
            throws NotDoneException {
        Path file = fileOf(name);
        ProfileResult result = library.check(file, text);
        if (result.profile().isEmpty()) {
            throw NotDoneException.invalid(new Checked(file, text, result.diagnostics()));
        }
        if (!previewing.compareAndSet(false, true)) {
            throw new NotDoneException(Why.BUSY, "another preview is being played");
        }
        try {
            return preview.play(result.profile().get(), time, holds);
        } finally {
            previewing.set(false);
        }
    }

    /** What a text says, field by field; empty where nothing of it can be read. */
    public Optional<Map<String, Object>> outline(String text) {
        return ProfileOutline.of(text);
    }

    /**
     * Writes a profile of the user's; the one that plays is loaded anew by whoever follows its file.
     *
     * @param version that which the writer has read; empty for a new one
     */
    public Shown save(String name, String text, Optional<String> version) throws NotDoneException {
        Path file = version.isPresent() ? own.find(name).orElseThrow(() -> noSuch(name)) : own.vacant(name);
        requireValid(file, text);
        return shown(version.isPresent() ? own.save(name, text, version.get()) : own.create(name, text));
    }

    /** Makes a profile of the user's own. @param from the one that it is a copy of; empty for a small one */
    public Shown make(String name, Optional<String> from) throws NotDoneException {
        Path file = own.vacant(name);
        String text = NewProfile.text(name);
        if (from.isPresent()) {
            Stored copied = read(from.get()).stored();
            text = NewProfile.copy(copied.text(), name, copied.file());
        }
        requireValid(file, text);
        return shown(own.create(name, text));
    }

    /** Calls a profile of the user's something else; not the one that plays, whose file is followed. */
    public Shown rename(String name, String to, String version) throws NotDoneException {
        requireStill(name);
        return shown(own.rename(name, to, version));
    }

    /** Moves a profile of the user's to the trash; not the one that plays. @return what it is restored by */
    public String delete(String name, String version) throws NotDoneException {
        requireStill(name);
        return own.delete(name, version, now.get());
    }

    /** Gets a deleted profile back. */
    public Shown restore(String id) throws NotDoneException {
        return shown(own.restore(id));
    }

    private Shown shown(Stored stored) {
        return new Shown(stored, true, Optional.empty(), plays(stored.file()));
    }

    private void requireValid(Path file, String text) throws NotDoneException {
        Checked checked = checked(file, text);
        if (checked.problems().stream().anyMatch(Diagnostic::isError)) {
            throw NotDoneException.invalid(checked);
        }
    }

    private void requireStill(String name) throws NotDoneException {
        if (own.find(name).filter(this::plays).isPresent()) {
            throw new NotDoneException(Why.PLAYS, "this profile plays now");
        }
    }

    /** There may be one that is not the user's. */
    private NotDoneException noSuch(String name) {
        try {
            return new NotDoneException(Why.NOT_EDITABLE, whyNot(find(name)).orElse(""));
        } catch (NotDoneException unknown) {
            return unknown;
        }
    }

    /** The file that a text is meant for, which need not be there. */
    private Path fileOf(Optional<String> name) throws NotDoneException {
        Path untitled = own.folder().resolve("untitled" + SUFFIX);
        return name.isEmpty() ? untitled : own.find(name.get()).orElse(NewProfile.isName(name.get())
                ? own.folder().resolve(name.get() + SUFFIX) : untitled);
    }

    private Checked checked(Path file, String text) {
        return new Checked(file, text, library.check(file, text).diagnostics());
    }

    private Path find(String name) throws NotDoneException {
        Optional<Path> found = own.find(name);
        if (found.isEmpty() && !ProfileLibrary.isFile(name)) {
            found = library.list().stream().filter(entry -> entry.name().equals(name))
                    .map(ProfileLibrary.Entry::file).findFirst();
        }
        return found.orElseThrow(() -> new NotDoneException(Why.UNKNOWN, "there is no profile of this name"));
    }

    private Optional<String> whyNot(Path file) {
        return isOwn(file) ? ProfileStore.whyNot(file)
                : Optional.of("this profile came with Fermata; make a copy of your own");
    }

    private boolean isOwn(Path file) {
        return file.toAbsolutePath().normalize().startsWith(own.folder().toAbsolutePath().normalize());
    }

    private boolean plays(Path file) {
        try {
            return played.get().isPresent() && Files.isSameFile(file, played.get().get());
        } catch (IOException gone) {
            return false;
        }
    }
}
