package dev.fermata.user;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Linux's tables of TCP sockets, {@code /proc/net/tcp} and {@code tcp6} (proc(5)). The kernel looks through all of
 * its hash table for each reading, which takes some milliseconds however few sockets there are. Thread-safe.
 */
final class ProcNetTcp implements SocketOwners {
    private static final String MAPPED = "0000000000000000FFFF0000";
    /** The columns of a line: number, local and remote address, state, queues, timer, retransmissions, user. */
    private static final int USER = 7;
    private static final int INODE = 9;

    private final Path tcp;
    private final Path tcp6;
    private final OptionalInt us;

    ProcNetTcp(Path folder, OptionalInt us) {
        this.tcp = folder.resolve("tcp");
        this.tcp6 = folder.resolve("tcp6");
        this.us = us;
    }

    static ProcNetTcp ofThisMachine() {
        return new ProcNetTcp(Path.of("/proc/net"), CurrentUser.uid());
    }

    @Override
    public Owner ownerOf(SocketEnd end) {
        if (us.isEmpty() || !Files.isReadable(tcp)) {
            return Owner.UNKNOWN;
        }
        try {
            boolean old = end.local().getAddress() instanceof Inet4Address;
            Owner found = old ? find(tcp, ends(end, "")) : Owner.NOT_HERE;
            // A socket for both protocols has its connections of the old one in the new table.
            return found == Owner.NOT_HERE && Files.isReadable(tcp6)
                    ? find(tcp6, ends(end, old ? MAPPED : "")) : found;
        } catch (IOException | IllegalArgumentException e) {
            return Owner.UNKNOWN;
        }
    }

    private Owner find(Path table, String ends) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.contains(ends)) {
                    return owner(line.strip().split("\\s+"));
                }
            }
            return Owner.NOT_HERE;
        }
    }

    private Owner owner(String[] columns) {
        if (columns.length <= INODE) {
            throw new IllegalArgumentException("not a line of a table of sockets");
        }
        // Without an inode no process has it: closed already, or not accepted yet. The user shown then is root.
        return columns[INODE].equals("0") ? Owner.NOBODY
                : Integer.parseUnsignedInt(columns[USER]) == us.getAsInt() ? Owner.US : Owner.SOMEBODY_ELSE;
    }

    private static String ends(SocketEnd end, String before) {
        return ' ' + before + text(end.local()) + ' ' + before + text(end.remote()) + ' ';
    }

    /** Four bytes at a time as a number of this machine, in hexadecimal digits; then the port. */
    private static String text(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        ByteBuffer bytes = ByteBuffer.wrap(host.getAddress()).order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder(40);
        while (bytes.hasRemaining()) {
            text.append(String.format("%08X", bytes.getInt()));
        }
        return text.append(':').append(String.format("%04X", address.getPort())).toString();
    }
}
