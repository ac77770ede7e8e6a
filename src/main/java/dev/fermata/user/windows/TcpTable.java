package dev.fermata.user.windows;

import com.sun.jna.Memory;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.IPHlpAPI;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import dev.fermata.user.Owner;
import dev.fermata.user.SocketEnd;
import dev.fermata.user.SocketOwners;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Windows's table of connections with the process of each (GetExtendedTcpTable), and whose a process is
 * (OpenProcessToken, GetTokenInformation). A process that we may not look at is somebody else's. Thread-safe.
 */
public final class TcpTable implements SocketOwners {
    /** TCP_TABLE_CLASS: TCP_TABLE_OWNER_PID_CONNECTIONS. */
    private static final int CONNECTIONS = 4;
    private static final int PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
    /** The table may grow between the question how large it is and the one for it. */
    private static final int TRIES = 5;
    private static final int SPARE_BYTES = 4_096;
    /** Rows of MIB_TCPTABLE_OWNER_PID: state, local address and port, remote address and port, process. */
    private static final int ROW_BYTES = 24;
    /** Rows of MIB_TCP6TABLE_OWNER_PID: local address, scope and port, the remote ones, state, process. */
    private static final int ROW6_BYTES = 56;

    /** For Windows only; nothing is loaded before the first question. */
    public TcpTable() {
    }

    @Override
    public Owner ownerOf(SocketEnd end) {
        try {
            boolean old = end.local().getAddress() instanceof Inet4Address;
            OptionalInt process = old ? find4(end) : OptionalInt.empty();
            process = process.isPresent() ? process : find6(end);
            return process.isEmpty() ? Owner.NOT_HERE
                    : process.getAsInt() == 0 ? Owner.NOBODY : ownerOf(process.getAsInt());
        } catch (Win32Exception | LinkageError e) {
            return Owner.UNKNOWN;
        }
    }

    /** The process of the connection; 0 where no process has it any more. */
    private static OptionalInt find4(SocketEnd end) {
        return find(IPHlpAPI.AF_INET, ROW_BYTES, 20, (table, row) -> is(table, row + 4, 4, row + 8, end.local())
                && is(table, row + 12, 4, row + 16, end.remote()));
    }

    private static OptionalInt find6(SocketEnd end) {
        return find(IPHlpAPI.AF_INET6, ROW6_BYTES, 52, (table, row) -> is(table, row, 16, row + 20, end.local())
                && is(table, row + 24, 16, row + 44, end.remote()));
    }

    /** Whether a row is the one that is looked for. */
    private interface Row {
        boolean matches(Memory table, long row);
    }

    private static OptionalInt find(int family, int rowBytes, int processAt, Row wanted) {
        try (Memory table = read(family)) {
            int rows = table.getInt(0);
            for (int i = 0; i < rows; i++) {
                long row = Integer.BYTES + (long) i * rowBytes;
                if (wanted.matches(table, row)) {
                    return OptionalInt.of(table.getInt(row + processAt));
                }
            }
            return OptionalInt.empty();
        }
    }

    private static Memory read(int family) {
        IntByReference size = new IntByReference(SPARE_BYTES);
        for (int i = 0; i < TRIES; i++) {
            Memory table = new Memory(size.getValue());
            int result = IPHlpAPI.INSTANCE.GetExtendedTcpTable(table, size, false, family, CONNECTIONS, 0);
            if (result == WinError.NO_ERROR) {
                return table;
            }
            table.close();
            if (result != WinError.ERROR_INSUFFICIENT_BUFFER) {
                throw new Win32Exception(result);
            }
            size.setValue(size.getValue() + SPARE_BYTES);
        }
        throw new Win32Exception(WinError.ERROR_INSUFFICIENT_BUFFER);
    }

    /** Addresses and ports stand there as they are sent, a port in the first two of four bytes. */
    private static boolean is(Memory table, long address, int bytes, long port, InetSocketAddress wanted) {
        int found = (table.getByte(port) & 0xff) << 8 | table.getByte(port + 1) & 0xff;
        return found == wanted.getPort()
                && Arrays.equals(table.getByteArray(address, bytes), widened(wanted.getAddress().getAddress(), bytes));
    }

    private static byte[] widened(byte[] address, int bytes) {
        if (address.length == bytes) {
            return address;
        }
        return ByteBuffer.allocate(bytes).putShort(10, (short) -1).position(12).put(address).array();
    }

    private static Owner ownerOf(int process) {
        WinNT.HANDLE handle = Kernel32.INSTANCE.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, false, process);
        if (handle == null) {
            return Owner.SOMEBODY_ELSE;
        }
        try {
            Optional<String> us = user(Kernel32.INSTANCE.GetCurrentProcess());
            return us.isEmpty() ? Owner.UNKNOWN : us.equals(user(handle)) ? Owner.US : Owner.SOMEBODY_ELSE;
        } finally {
            Kernel32.INSTANCE.CloseHandle(handle);
        }
    }

    /** The security identifier of a process's user; empty where we may not know it. */
    private static Optional<String> user(WinNT.HANDLE process) {
        WinNT.HANDLEByReference token = new WinNT.HANDLEByReference();
        if (!Advapi32.INSTANCE.OpenProcessToken(process, WinNT.TOKEN_QUERY, token)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Advapi32Util.getTokenAccount(token.getValue()).sidString);
        } finally {
            Kernel32.INSTANCE.CloseHandle(token.getValue());
        }
    }
}
