package dev.fermata.user;

import java.net.InetSocketAddress;

/**
 * One end of a TCP connection.
 *
 * @param local its own address
 * @param remote the address of the end it is connected to
 */
public record SocketEnd(InetSocketAddress local, InetSocketAddress remote) {
    /** The end that it is connected to. */
    public SocketEnd other() {
        return new SocketEnd(remote, local);
    }
}
