package dev.fermata.control.http;

import dev.fermata.model.PauseMode;
import dev.fermata.user.RunToken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the service is reached.
 *
 * @param bind a loopback address; another one only together with a token
 * @param port 0 for any free one
 * @param token what clients must show as {@code Authorization: Bearer ...}; empty: nothing
 * @param runToken what they must show on a loopback address instead where the system does not tell whose they are
 * @param allowedOrigins whose web pages may read besides our own, as browsers write them
 * @param sessionId the running session, which clients may name
 * @param defaultMode of a pause that names none; says only which threads may have to wait
 * @param streams event streams open at once; more are refused
 * @param history events kept for clients that come back
 * @param limits on connections, sizes and times
 */
public record ServerSettings(
        InetAddress bind, int port, Optional<String> token, RunToken runToken, Set<String> allowedOrigins,
        long sessionId, PauseMode defaultMode, int streams, int history, Limits limits) {
    /** The port of the original system. */
    public static final int DEFAULT_PORT = 8010;
    /** So short a token could be guessed. */
    public static final int SHORTEST_TOKEN = 16;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    /** The usual settings on {@code 127.0.0.1}. */
    public static ServerSettings loopback(int port, long sessionId) {
        return new ServerSettings(new InetSocketAddress("127.0.0.1", 0).getAddress(), port, Optional.empty(),
                RunToken.random(), Set.of(), sessionId, PauseMode.IMMEDIATE, 32, 4_096, Limits.defaults());
    }

    /** @throws IllegalArgumentException with a message for the user, naming the flag to change */
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port " + port + ": a port is a number from 1 to 65535");
        }
        if (!bind.isLoopbackAddress() && token.isEmpty()) {
            throw new IllegalArgumentException("--bind " + bind.getHostAddress()
                    + " opens the service to other machines, which could then press keys on this one;"
                    + " that needs --token as well");
        }
        token.ifPresent(ServerSettings::checkToken);
        if (streams < 1 || history < 1) {
            throw new IllegalArgumentException("there must be room for at least one stream and one event");
        }
    }

    private static void checkToken(String token) {
        if (token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("--token is too short to be safe: at least " + SHORTEST_TOKEN
                    + " characters");
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("--token may have letters, digits and . _ ~ + / = - only");
        }
    }

    /** The same with another token. */
    public ServerSettings withToken(String newToken) {
        return new ServerSettings(bind, port, Optional.of(newToken), runToken, allowedOrigins, sessionId, defaultMode,
                streams, history, limits);
    }

    /** The same with another token of the run. */
    public ServerSettings withRunToken(RunToken newToken) {
        return new ServerSettings(bind, port, token, newToken, allowedOrigins, sessionId, defaultMode, streams,
                history, limits);
    }

    /** The same with other pages that may read. */
    public ServerSettings withAllowedOrigins(Collection<String> origins) {
        return new ServerSettings(bind, port, token, runToken, Set.copyOf(origins), sessionId, defaultMode, streams,
                history, limits);
    }

    /** The same with another address. */
    public ServerSettings withBind(InetAddress newBind) {
        return new ServerSettings(newBind, port, token, runToken, allowedOrigins, sessionId, defaultMode, streams,
                history, limits);
    }

    /** The same with other limits. */
    ServerSettings withLimits(Limits newLimits) {
        return new ServerSettings(bind, port, token, runToken, allowedOrigins, sessionId, defaultMode, streams,
                history, newLimits);
    }

    /** The same with another default mode. */
    public ServerSettings withDefaultMode(PauseMode mode) {
        return new ServerSettings(bind, port, token, runToken, allowedOrigins, sessionId, mode, streams,
                history, limits);
    }

    /** The settings without the token, so that it reaches no log. */
    @Override
    public String toString() {
        return "ServerSettings[" + bind.getHostAddress() + ":" + port + (token.isPresent() ? ", with a token" : "")
                + "]";
    }
}
