package dev.fermata.user.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.fermata.user.Owner;
import dev.fermata.user.SocketEnd;
import dev.fermata.user.SocketOwners;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Asks Linux's kernel for one socket by its addresses (sock_diag(7), linux/inet_diag.h). It looks into one place of
 * its table, and answers before the question has returned. Thread-safe: each question has a socket of its own.
 */
public final class SocketDiagnosis implements SocketOwners {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 02000000;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST = 1;
    private static final short NLMSG_ERROR = 2;
    private static final byte IPPROTO_TCP = 6;
    private static final int ENOENT = 2;
    private static final int HEADER_BYTES = 16;
    private static final int REQUEST_BYTES = HEADER_BYTES + 56;
    private static final int ANSWER_BYTES = HEADER_BYTES + 72;
    /** Offsets in the answer, after the header: of the two addresses, the user and the inode. */
    private static final int ADDRESSES = HEADER_BYTES + 4;
    private static final int USER = HEADER_BYTES + 64;
    private static final int INODE = HEADER_BYTES + 68;
    /** Two ports and two addresses of sixteen bytes each. */
    private static final int ADDRESSES_BYTES = 36;

    /** The calls of the C library that this needs, loaded with the first question. */
    private static final class C {
        static {
            // What the process has loaded already: nobody has to look for it.
            Native.register(C.class, NativeLibrary.getProcess());
        }

        private C() {
        }

        static native int socket(int domain, int type, int protocol) throws LastErrorException;

        static native NativeLong send(int socket, Pointer bytes, NativeLong length, int flags)
                throws LastErrorException;

        static native NativeLong recv(int socket, Pointer bytes, NativeLong length, int flags)
                throws LastErrorException;

        static native int close(int file);
    }

    private final OptionalInt us;
    private final SocketOwners otherwise;

    /**
     * @param us the number of our user
     * @param otherwise asked where the kernel does not answer, as in some containers
     */
    public SocketDiagnosis(OptionalInt us, SocketOwners otherwise) {
        this.us = us;
        this.otherwise = otherwise;
    }

    @Override
    public Owner ownerOf(SocketEnd end) {
        Owner found = Owner.UNKNOWN;
        try {
            found = us.isEmpty() ? Owner.UNKNOWN : ask(addresses(end), end.local().getAddress().getAddress().length);
        } catch (LastErrorException | LinkageError e) {
            // Forbidden to us, or not there: the other way may do.
            found = Owner.UNKNOWN;
        }
        return found == Owner.UNKNOWN ? otherwise.ownerOf(end) : found;
    }

    private Owner ask(byte[] addresses, int addressBytes) {
        int socket = C.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
        try (Memory memory = new Memory(ANSWER_BYTES)) {
            memory.write(0, request(addresses, addressBytes == 4 ? AF_INET : AF_INET6), 0, REQUEST_BYTES);
            C.send(socket, memory, new NativeLong(REQUEST_BYTES), 0);
            int length = C.recv(socket, memory, new NativeLong(ANSWER_BYTES), MSG_DONTWAIT).intValue();
            return owner(memory.getByteBuffer(0, length).order(ByteOrder.nativeOrder()), addresses, addressBytes);
        } finally {
            C.close(socket);
        }
    }

    /** struct nlmsghdr and struct inet_diag_req_v2. */
    private static byte[] request(byte[] addresses, int family) {
        ByteBuffer request = ByteBuffer.allocate(REQUEST_BYTES).order(ByteOrder.nativeOrder());
        request.putInt(REQUEST_BYTES).putShort(SOCK_DIAG_BY_FAMILY).putShort(NLM_F_REQUEST).putInt(1).putInt(0);
        // Of any state, on any interface, whatever its cookie.
        request.put((byte) family).put(IPPROTO_TCP).putShort((short) 0).putInt(-1);
        request.put(addresses).putInt(0).putInt(-1).putInt(-1);
        return request.array();
    }

    private Owner owner(ByteBuffer answer, byte[] addresses, int addressBytes) {
        if (answer.limit() < HEADER_BYTES + Integer.BYTES) {
            return Owner.UNKNOWN;
        }
        short type = answer.getShort(4);
        if (type == NLMSG_ERROR) {
            return answer.getInt(HEADER_BYTES) == -ENOENT ? Owner.NOT_HERE : Owner.UNKNOWN;
        }
        if (type != SOCK_DIAG_BY_FAMILY || answer.limit() < ANSWER_BYTES) {
            return Owner.UNKNOWN;
        }
        // For want of the connection the kernel answers with the socket that listens; that has no other end. One
        // for both protocols has the mapped form of an old address, which ends with that.
        byte[] found = new byte[ADDRESSES_BYTES];
        answer.get(ADDRESSES, found);
        if (!isOf(found, addresses, addressBytes)) {
            return Owner.NOT_HERE;
        }
        // Without an inode no process has it: closed already, or not accepted yet. The user told then is root.
        return answer.getInt(INODE) == 0 ? Owner.NOBODY
                : answer.getInt(USER) == us.getAsInt() ? Owner.US : Owner.SOMEBODY_ELSE;
    }

    private static boolean isOf(byte[] found, byte[] addresses, int addressBytes) {
        if (Arrays.equals(found, addresses)) {
            return true;
        }
        if (addressBytes != 4 || !Arrays.equals(found, 0, 4, addresses, 0, 4)) {
            return false;
        }
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
        return Arrays.equals(found, 4, 16, mapped, 0, 12) && Arrays.equals(found, 16, 20, addresses, 4, 8)
                && Arrays.equals(found, 20, 32, mapped, 0, 12) && Arrays.equals(found, 32, 36, addresses, 20, 24);
    }

    /** The ports, then each address in a field of sixteen bytes; all as they are sent. */
    private static byte[] addresses(SocketEnd end) {
        ByteBuffer bytes = ByteBuffer.allocate(ADDRESSES_BYTES);
        bytes.putShort((short) end.local().getPort()).putShort((short) end.remote().getPort());
        put(bytes, 4, end.local());
        put(bytes, 20, end.remote());
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, int at, InetSocketAddress address) {
        InetAddress host = address.getAddress();
        bytes.position(at).put(host.getAddress());
    }
}
