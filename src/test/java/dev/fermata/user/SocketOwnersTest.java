package dev.fermata.user;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.user.linux.SocketDiagnosis;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose the ends of real connections are, by both of Linux's ways to know. */
@EnabledOnOs(OS.LINUX)
class SocketOwnersTest {
    private static final int ANOTHER_UID = 12_345;

    private static SocketOwners diagnosis(int uid) {
        return new SocketDiagnosis(OptionalInt.of(uid), end -> {
            throw new AssertionError("the kernel answers");
        });
    }

    private static SocketOwners table(int uid) {
        return new ProcNetTcp(Path.of("/proc/net"), OptionalInt.of(uid));
    }

    static Stream<Arguments> ways() {
        int us = CurrentUser.uid().orElseThrow();
        return Stream.of("127.0.0.1", "::1").flatMap(host -> Stream.of(
                Arguments.of("diagnosis", host, diagnosis(us), diagnosis(ANOTHER_UID)),
                Arguments.of("table", host, table(us), table(ANOTHER_UID))));
    }

    private static ServerSocketChannel listen(String host) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            return server.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        } catch (IOException e) {
            server.close();
            assumeTrue(false, "NOT TESTED: this machine has no " + host);
            throw e;
        }
    }

    private static SocketEnd ours(SocketChannel accepted) throws IOException {
        return new SocketEnd((InetSocketAddress) accepted.getLocalAddress(),
                (InetSocketAddress) accepted.getRemoteAddress());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void tellsOurEndsFromOthersAndTheLivingFromTheDead(String way, String host, SocketOwners owners,
            SocketOwners asAnother) throws IOException {
        try (ServerSocketChannel server = listen(host)) {
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            SocketEnd theirs = ours(client);
            assertEquals(Owner.US, owners.ownerOf(theirs));
            assertEquals(Owner.NOBODY, owners.ownerOf(theirs.other()), "not accepted yet");
            try (SocketChannel accepted = server.accept()) {
                assertEquals(theirs, ours(accepted).other());
                assertEquals(Owner.US, owners.ownerOf(theirs.other()));
                assertEquals(Owner.US, owners.clientOf(ours(accepted)));
                assertEquals(Owner.SOMEBODY_ELSE, asAnother.clientOf(ours(accepted)));

                client.shutdownOutput();
                assertEquals(Owner.US, owners.clientOf(ours(accepted)), "it still reads");
                client.close();
                assertEquals(Owner.NOBODY, owners.ownerOf(theirs), "half closed, and no process has it");
                assertEquals(Owner.NOBODY, owners.clientOf(ours(accepted)));
                assertEquals(Owner.NOBODY, asAnother.clientOf(ours(accepted)));
            }
            // TIME_WAIT: the kernel shows root as its user.
            await().untilAsserted(() -> assertEquals(Owner.NOBODY, owners.ownerOf(theirs)));
            InetSocketAddress listener = (InetSocketAddress) server.getLocalAddress();
            SocketEnd never = new SocketEnd(listener, new InetSocketAddress(listener.getAddress(), 1));
            assertEquals(Owner.NOT_HERE, owners.ownerOf(never), "the port is listened on, but that is another socket");
            assertEquals(Owner.NOBODY, owners.clientOf(never));
        }
    }

    /** The program that sent something has reset its connection, and another one has its addresses now. */
    @ParameterizedTest
    @MethodSource("ways")
    void doesNotTakeTheNextOneAtAnAddressForTheOneBefore(String way, String host, SocketOwners owners,
            SocketOwners asAnother) throws IOException {
        try (ServerSocketChannel server = listen(host)) {
            boolean seen = false;
            for (int i = 0; i < 50 && !seen; i++) {
                seen = reusesAnAddress(server, owners);
            }
            assertTrue(seen, "the port was always taken by other programs");
        }
    }

    /** Returns false where another program of this machine has taken the port meanwhile. */
    private static boolean reusesAnAddress(ServerSocketChannel server, SocketOwners owners) throws IOException {
        InetSocketAddress listener = (InetSocketAddress) server.getLocalAddress();
        Socket first = new Socket();
        first.setSoLinger(true, 0);
        first.connect(listener);
        InetSocketAddress address = (InetSocketAddress) first.getLocalSocketAddress();
        try (SocketChannel accepted = server.accept(); SocketChannel second = SocketChannel.open()) {
            first.close();
            second.bind(address);
            assertTrue(second.connect(listener));
            assertEquals(Owner.US, owners.ownerOf(ours(accepted).other()), "the second one's end");
            assertEquals(Owner.NOBODY, owners.clientOf(ours(accepted)));
            server.accept().close();
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void knowsAnotherUsersProgram(String way, String host, SocketOwners owners, SocketOwners asAnother)
            throws Exception {
        OtherUser.assumePossible();
        try (ServerSocketChannel server = listen(host)) {
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            Process other = OtherUser.command("/bin/bash", "-c",
                    "exec 3<>/dev/tcp/" + host + "/" + port + "; read -r line <&3").start();
            try (SocketChannel accepted = server.accept()) {
                assertEquals(Owner.SOMEBODY_ELSE, owners.clientOf(ours(accepted)));
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void asksTheOtherWayWhereTheKernelDoesNotAnswer() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        SocketOwners owners = new SocketDiagnosis(OptionalInt.empty(), end -> {
            asked.incrementAndGet();
            return Owner.SOMEBODY_ELSE;
        });
        SocketEnd end = new SocketEnd(new InetSocketAddress("127.0.0.1", 1), new InetSocketAddress("127.0.0.1", 2));
        assertEquals(Owner.SOMEBODY_ELSE, owners.ownerOf(end));
        assertEquals(1, asked.get());
        Path nowhere = Files.createTempDirectory("nothing");
        assertEquals(Owner.UNKNOWN, new ProcNetTcp(nowhere, OptionalInt.of(0)).ownerOf(end));
        Files.delete(nowhere);
    }
}
