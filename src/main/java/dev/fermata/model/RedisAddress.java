package dev.fermata.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Redis server is. Immutable.
 *
 * @param secure whether the connection is encrypted (rediss)
 * @param host a name or an address in numbers, in small letters; IPv6 without its brackets
 * @param port from 1 to 65535
 */
public record RedisAddress(boolean secure, String host, int port) {
    /** What people are told that it is. */
    public static final String EXPECTED = "the address of a Redis server, such as redis://127.0.0.1:6379, or rediss:// where it speaks TLS";

    private static final int USUAL_PORT = 6_379;
    private static final int MOST_PORT = 65_535;
    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)redis(s?)://([a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}])(?::(\\d{1,5}))?/?");

    /** Reads one as people write it. Empty when it is none, or has a user, a password or a path in it. */
    public static Optional<RedisAddress> of(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(3) == null ? USUAL_PORT : Integer.parseInt(parts.group(3));
        return port < 1 || port > MOST_PORT ? Optional.empty() : Optional.of(
                new RedisAddress(!parts.group(1).isEmpty(),
                        parts.group(2).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT), port));
    }

    /** As people write it. */
    @Override
    public String toString() {
        return (secure ? "rediss://" : "redis://") + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
