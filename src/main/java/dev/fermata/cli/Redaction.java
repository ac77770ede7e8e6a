package dev.fermata.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of a text what says who somebody is: folders of users, names of users and machines, addresses of servers,
 * secrets. Rather too much than too little. Immutable.
 */
final class Redaction {
    private static final List<String> HOMES = List.of("HOME", "USERPROFILE");
    private static final List<String> USERS = List.of("USER", "LOGNAME", "USERNAME", "SUDO_USER");
    private static final List<String> HOSTS = List.of("HOSTNAME", "COMPUTERNAME", "USERDOMAIN");
    private static final Path HOST_OF_LINUX = Path.of("/proc/sys/kernel/hostname");

    /** Other users' too, and under a name that is spelled otherwise, as {@code C:\Users\JOHNDO~1}. */
    private static final Pattern ANY_HOME =
            Pattern.compile("(?i)(?:\\b[a-z]:)?([\\\\/])(?:users|home|documents and settings)\\1"
                    + "(?:[^\\\\/\\r\\n\"'<>|:*?]+(?=[\\\\/])|[^\\\\/\\s\"'<>|:*?,;)]+)");
    private static final Pattern SERVER =
            Pattern.compile("(?i)\\b((?:http|ws)s?://)(?!localhost\\b|127\\.)[^/\\s\"'),;]+");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");

    private final Map<Pattern, String> rules = new LinkedHashMap<>();

    /**
     * @param home the user's folder, as Java tells it
     * @param user the user's name, likewise
     * @param secrets what stands in settings and is nobody's business
     */
    Redaction(String home, String user, Map<String, String> environment, Collection<String> secrets) {
        secrets.forEach(secret -> add(literally(secret), "SECRET"));
        Stream.concat(Stream.of(home), HOMES.stream().map(name -> environment.getOrDefault(name, "")))
                .map(each -> each.replaceAll("[\\\\/]+$", ""))
                .sorted((one, other) -> other.length() - one.length()).forEach(each -> add(folder(each), "~"));
        rules.put(ANY_HOME, "~");
        rules.put(MAIL, "ADDRESS");
        rules.put(SERVER, "$1SERVER");
        Stream.concat(Stream.of(user), USERS.stream().map(name -> environment.getOrDefault(name, "")))
                .forEach(each -> add(word(each), "USER"));
        Stream.concat(Stream.of(machine()), HOSTS.stream().map(name -> environment.getOrDefault(name, "")))
                .filter(each -> !each.equalsIgnoreCase("localhost")).forEach(each -> add(word(each), "MACHINE"));
    }

    private void add(String pattern, String instead) {
        if (!pattern.isEmpty()) {
            rules.put(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), Matcher.quoteReplacement(
                    instead));
        }
    }

    private static String literally(String text) {
        return text.isEmpty() ? "" : Pattern.quote(text);
    }

    /** With either slash; not the root of everything. */
    private static String folder(String path) {
        return path.isEmpty() ? "" : Stream.of(path.split("[\\\\/]", -1)).map(Pattern::quote)
                .reduce((one, other) -> one + "[\\\\/]" + other).orElseThrow() + "(?![\\p{L}\\p{N}])";
    }

    private static String word(String name) {
        return name.isBlank() ? "" : "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])";
    }

    private static String machine() {
        try {
            return Files.isReadable(HOST_OF_LINUX) ? Files.readString(HOST_OF_LINUX).strip().toLowerCase(Locale.ROOT) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** The text without all that. */
    String of(String text) {
        String clean = text;
        for (Map.Entry<Pattern, String> rule : rules.entrySet()) {
            clean = rule.getKey().matcher(clean).replaceAll(rule.getValue());
        }
        return clean;
    }
}
