package dev.fermata.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is that is asked over HTTP. Immutable.
 *
 * @param secure whether the connection is encrypted (https)
 * @param host a name or an address in numbers, in small letters; IPv6 without its brackets
 * @param port from 1 to 65535
 * @param path what all paths there begin with, without a slash at its end; mostly empty
 */
public record ServerAddress(boolean secure, String host, int port, String path) {
    /** What people are told that it is. */
    public static final String EXPECTED = "the address of a server, such as http://127.0.0.1:9880";

    private static final int MOST_LETTERS = 300;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_PORT = 65_535;
    private static final Pattern WRITTEN = Pattern.compile("(?i)(https?)://([a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}])"
            + "(?::(\\d{1,5}))?((?:/[a-z0-9._~%+-]*)*)");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|::1");

    /** Reads one as people write it. Empty when it is none, or has a user, a password or a query in it. */
    public static Optional<ServerAddress> of(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (text.length() > MOST_LETTERS || !parts.matches()) {
            return Optional.empty();
        }
        boolean secure = parts.group(1).equalsIgnoreCase("https");
        int port = parts.group(3) == null ? secure ? HTTPS : HTTP : Integer.parseInt(parts.group(3));
        String host = parts.group(2).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        return port < 1 || port > MOST_PORT ? Optional.empty()
                : Optional.of(new ServerAddress(secure, host, port, parts.group(4).replaceAll("/+$", "")));
    }

    /** Whether it is this machine, whatever name servers say. */
    public boolean isThisMachine() {
        return LOOPBACK.matcher(host).matches();
    }

    /** The host as addresses are written, with its port. */
    public String hostAndPort() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** As people write it. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + hostAndPort() + path;
    }
}
