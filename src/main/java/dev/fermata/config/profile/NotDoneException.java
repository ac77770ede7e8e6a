package dev.fermata.config.profile;

import dev.fermata.config.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something that was to be done with the user's profiles and was not; nothing has changed then. Without a trace. */
public final class NotDoneException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final transient Optional<ProfileStore.Stored> there;
    private final transient Optional<Checked> checked;

    /** What kept it from being done. */
    public enum Why {
        /** No profile can be called that. */
        BAD_NAME,
        /** There is none of that name. */
        UNKNOWN,
        /** Nothing in the trash is called that. */
        UNKNOWN_TRASH,
        /** There is one of that name, or of one that differs in capitals only. */
        EXISTS,
        /** The file is another than it was when it was read. */
        CHANGED,
        /** It came with the program, or is a link. */
        NOT_EDITABLE,
        /** Its file has no text that can be read here. */
        UNREADABLE,
        /** Something is wrong with the text. */
        INVALID,
        /** It is played now. */
        PLAYS,
        /** The change has no place in the text. */
        NO_PLACE,
        /** The system refuses to write or read. */
        SYSTEM,
        /** The same is being done for somebody else. */
        BUSY
    }

    /**
     * What the check says of a text.
     *
     * @param file as problems name it; it need not be there
     */
    public record Checked(Path file, String text, List<Diagnostic> problems) {
        public Checked {
            problems = List.copyOf(problems);
        }
    }

    private NotDoneException(Why why, String message, Optional<ProfileStore.Stored> there, Optional<Checked> checked) {
        super(message, null, false, false);
        this.why = why;
        this.there = there;
        this.checked = checked;
    }

    /** @param message for people */
    public NotDoneException(Why why, String message) {
        this(why, message, Optional.empty(), Optional.empty());
    }

    /** The file has changed. @param there what it has now */
    static NotDoneException changed(ProfileStore.Stored there) {
        return new NotDoneException(Why.CHANGED, "the profile was changed meanwhile", Optional.of(there),
                Optional.empty());
    }

    /** The text is no profile. */
    public static NotDoneException invalid(Checked text) {
        return new NotDoneException(Why.INVALID, "this is no profile that can be played", Optional.empty(),
                Optional.of(text));
    }

    /** What kept it from being done. */
    public Why why() {
        return why;
    }

    /** What is in a file that has changed. */
    public Optional<ProfileStore.Stored> there() {
        return there;
    }

    /** What is wrong with a text that is no profile. */
    public Optional<Checked> checked() {
        return checked;
    }
}
