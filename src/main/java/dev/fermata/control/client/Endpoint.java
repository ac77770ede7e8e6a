package dev.fermata.control.client;

import dev.fermata.user.RunToken;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where a client looks for the agent.
 *
 * @param host an address in numbers
 * @param token what to send as a password, if anything
 * @param pid the agent's process, as far as it is known
 * @param runToken the secret of the agent's run, as far as it is known
 */
public record Endpoint(
        String host, int port, Optional<String> token, OptionalLong pid, Optional<RunToken> runToken) {

    /**
     * The agent that runs, or the one that would run with these settings.
     *
     * @param runtime where a running agent leaves its {@code agent.json}
     * @param bind where the settings say that the API listens
     * @param asked whether the client named the port or the address itself; it then means those
     * @throws ClientException when the running agent has no API
     */
    public static Endpoint find(Path runtime, InetAddress bind, int port, Optional<String> token, boolean asked) {
        Optional<AgentFile> agent = AgentFile.find(runtime);
        if (agent.isEmpty() || asked) {
            return new Endpoint(reachable(bind), port, token, OptionalLong.empty(),
                    agent.filter(each -> each.port().equals(OptionalInt.of(port))).flatMap(AgentFile::runToken));
        }
        OptionalLong pid = OptionalLong.of(agent.get().pid());
        if (agent.get().port().isEmpty()) {
            throw new ClientException("the fermata that is running (process " + pid.getAsLong()
                    + ") has no API: switched off (--no-api, enable_api), or its port was taken when it started; "
                    + "start it anew with the API and, where the port is taken, another --port");
        }
        return new Endpoint(agent.get().host(), agent.get().port().getAsInt(), token, pid,
                agent.get().runToken());
    }

    /** The address under which this machine reaches a server that listens on {@code bind}. */
    public static String reachable(InetAddress bind) {
        return bind.isAnyLocalAddress() ? "127.0.0.1" : bind.getHostAddress();
    }

    /** {@code host:port}, as in an URL; without the secrets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
