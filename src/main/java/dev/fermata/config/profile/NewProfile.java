package dev.fermata.config.profile;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a profile that somebody begins with. Pure. */
public final class NewProfile {
    /** What a profile may be called on the command line: a file's name on every system. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,62}");
    /** What Windows takes for a device, whatever follows the dot. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final Pattern HEAD = Pattern.compile("(?m)^[ \\t]*\\[");
    private static final Pattern OWN_NAME = Pattern.compile("(?m)^[ \\t]*name[ \\t]*=.*$");

    private static final Pattern EXTENDS = Pattern.compile("(?m)^[ \\t]*extends[ \\t]*=[ \\t]*[\"']([^\"'\\n]+)[\"']");

    private static final String TEXT = """
            # What is played for you, and what silences it. 'fermata keys' lists the names of keys,
            # 'fermata check NAME' finds every mistake, 'fermata run -p NAME' plays.
            # docs/profiles.md explains every field.

            schema = 1
            name = "NAME"
            description = "My own profile"

            [hotkeys]
            master = "f8"               # arms and disarms
            toggle = "f9"               # starts and pauses
            panic  = "ctrl+shift+f12"   # stops everything at once and lets go of every key

            # While you keep one of these keys down, nothing is played. When you let go, it goes on.
            [priority]
            special = ["space", "mouse_right"]

            # One table for each skill; copy it for the next.
            [[skill]]
            name  = "First skill"
            keys  = "q"                 # "q,delay100,shift+w": Q, a tenth of a second, then Shift with W
            every = "1s"
            """;

    private NewProfile() {
    }

    /** Whether a profile can be called that. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !DEVICE.matcher(name).matches()
                && !name.endsWith(".") && !name.endsWith(" ") && !name.toLowerCase(Locale.ROOT).endsWith(".toml");
    }

    /** A small profile that passes the check. */
    public static String text(String name) {
        return ProfileJsonSchema.LINE + "\n" + TEXT.replace("NAME", name);
    }

    /**
     * The text of another profile under a name of its own.
     *
     * @param from its file, from which the one that it extends is seen
     */
    public static String copy(String text, String name, Path from) {
        String rest = text.replaceFirst("\\A\\uFEFF?(?:#:schema[^\\n]*\\n)?", "");
        Matcher head = HEAD.matcher(rest);
        int end = head.find() ? head.start() : rest.length();
        Matcher base = EXTENDS.matcher(rest.substring(0, end));
        String top = !base.find() ? rest.substring(0, end) : base.replaceFirst(Matcher.quoteReplacement("extends = '"
                + Bases.resolve(from, base.group(1)).orElse(from).toAbsolutePath().normalize() + "'"));
        String named = Matcher.quoteReplacement("name = \"" + name + "\"");
        return ProfileJsonSchema.LINE + "\n" + OWN_NAME.matcher(top).replaceFirst(named)
                + rest.substring(end);
    }
}
