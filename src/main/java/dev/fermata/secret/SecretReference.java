package dev.fermata.secret;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret is: {@code env:NAME}, an environment variable; {@code file:PATH}, a file of the user's alone;
 * {@code secret:NAME}, the store of {@code fermata secret}. Or it is given as it is, where that may be. Immutable.
 *
 * @param text the name or the path; the secret itself where it is given
 */
public record SecretReference(SecretForm form, Kind kind, String text) {
    /** The ways to say where a secret is, for messages. */
    public static final String EXPECTED = "where it is: env:NAME, file:PATH or secret:NAME";

    private static final Pattern WRITTEN = Pattern.compile("(env|file|secret):(.*)", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final String HOME = "~/";

    /** What kind of place it is. */
    public enum Kind {
        /** No place: it was written down itself. */
        GIVEN,
        /** An environment variable. */
        ENV,
        /** A file. */
        FILE,
        /** The store of {@code fermata secret}. */
        SECRET
    }

    /** What an environment variable has. @param name is one of such a variable */
    public static SecretReference variable(SecretForm form, String name) {
        return new SecretReference(form, Kind.ENV, name);
    }

    /** Reads one, or a secret that is given as it is. Empty for what is neither. */
    public static Optional<SecretReference> orGiven(SecretForm form, String written) {
        return WRITTEN.matcher(written).matches() ? of(form, written)
                : form.isOne(written) ? Optional.of(new SecretReference(form, Kind.GIVEN, written)) : Optional.empty();
    }

    /** Reads one that says where a secret is. Empty for anything else. */
    public static Optional<SecretReference> of(SecretForm form, String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String where = parts.group(2);
        Optional<Kind> kind = switch (parts.group(1)) {
            case "env" -> VARIABLE.matcher(where).matches() ? Optional.of(Kind.ENV) : Optional.empty();
            case "file" -> isPath(where) ? Optional.of(Kind.FILE) : Optional.empty();
            default -> isName(where) ? Optional.of(Kind.SECRET) : Optional.empty();
        };
        return kind.map(each -> new SecretReference(form, each, where));
    }

    /** Whether the store takes it as a name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** From the root or from the home: where a relative one leads would depend on who reads it. */
    private static boolean isPath(String text) {
        try {
            return text.startsWith(HOME) || Path.of(text).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether the secret was written down itself. */
    public boolean isGiven() {
        return kind == Kind.GIVEN;
    }

    /** The file that is meant. @throws IllegalStateException when none is */
    Path file() {
        if (kind != Kind.FILE) {
            throw new IllegalStateException("no file");
        }
        return text.startsWith(HOME) ? Path.of(System.getProperty("user.home"), text.substring(HOME.length()))
                : Path.of(text);
    }

    /** As it is written; {@code set} for a secret that is given. */
    @Override
    public String toString() {
        return switch (kind) {
            case GIVEN -> "set";
            case ENV -> "env:" + text;
            case FILE -> "file:" + text;
            case SECRET -> "secret:" + text;
        };
    }
}
