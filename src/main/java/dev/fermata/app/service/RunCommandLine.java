package dev.fermata.app.service;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line that Windows is to start, and back. Pure; paths are texts, so that it works on any system.
 *
 * @param launcher absolute path of the command {@code fermata}
 * @param profile a name, or the absolute path of a file
 * @param start as {@link StartCommand#start}
 */
record RunCommandLine(String launcher, String profile, String start) {
    /** The longest that is started from the {@code Run} key ("Run and RunOnce Registry Keys"). */
    static final int LONGEST = 260;

    /**
     * A script is given to its interpreter by ourselves: with {@code /s} that takes away the first and the
     * last quote, whatever is between, and does nothing else to quoted words ({@code cmd /?}).
     */
    private static final String INTERPRETER = "cmd.exe /d /s /c ";
    private static final String COMMAND =
            "\"(?<launcher>[^\"]+)\" run --profile \"(?<profile>[^\"]+)\" --start (?<start>ready|stopped)";
    private static final Pattern PROGRAM = Pattern.compile(COMMAND);
    private static final Pattern SCRIPT = Pattern.compile(Pattern.quote(INTERPRETER) + "\"" + COMMAND + "\"");

    /** @throws ServiceException when Windows would not start it, or another one */
    String text() {
        String command = quoted(launcher) + " run --profile " + quoted(profile) + " --start " + start;
        String text = isScript() ? INTERPRETER + "\"" + command + "\"" : command;
        if (text.length() > LONGEST) {
            throw new ServiceException("Windows starts no command of more than " + LONGEST
                    + " characters at login, and this one has " + text.length() + ": " + text
                    + "; put Fermata into a folder with a shorter path, or the profile into the folder of your"
                    + " profiles ('fermata profiles' tells it) and give its name");
        }
        return text;
    }

    /** What a text starts, if it is one of ours. */
    static Optional<RunCommandLine> of(String text) {
        Matcher matcher = (text.startsWith(INTERPRETER) ? SCRIPT : PROGRAM).matcher(text);
        return matcher.matches()
                ? Optional.of(new RunCommandLine(matcher.group("launcher"), matcher.group("profile"),
                        matcher.group("start")))
                : Optional.empty();
    }

    private boolean isScript() {
        String end = launcher.substring(Math.max(0, launcher.length() - 4));
        return end.equalsIgnoreCase(".cmd") || end.equalsIgnoreCase(".bat");
    }

    private String quoted(String word) {
        if (word.indexOf('"') >= 0) {
            throw new ServiceException("Windows cannot be given a command with a quote in it: " + word);
        }
        // Between two of them the interpreter would look for the name of a variable, quotes or not.
        if (isScript() && word.indexOf('%') != word.lastIndexOf('%')) {
            throw new ServiceException("Windows cannot be given a script with two percent signs in a path: " + word
                    + "; move it to another folder");
        }
        return "\"" + word + "\"";
    }
}
