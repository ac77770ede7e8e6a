package dev.fermata.user;

import dev.fermata.user.linux.SocketDiagnosis;
import dev.fermata.user.windows.TcpTable;
import java.util.Locale;

/**
 * Tells whose the ends of this machine's TCP connections are. Thread-safe; asks the system each time, which may
 * take some milliseconds.
 */
@FunctionalInterface
public interface SocketOwners {
    /** Where the system does not tell. */
    SocketOwners UNKNOWN = end -> Owner.UNKNOWN;

    /** Whose an end is now. */
    Owner ownerOf(SocketEnd end);

    /**
     * Whose the client is of a connection that this process has accepted. Our own end is asked for after the
     * client's: addresses are used again, and only while ours is there is the one found the one that we have.
     * To be believed, the connection must still be the last that was accepted from its address.
     *
     * @param ours our end of the connection
     */
    default Owner clientOf(SocketEnd ours) {
        Owner client = ownerOf(ours.other());
        return client == Owner.NOT_HERE || client == Owner.US && ownerOf(ours) != Owner.US ? Owner.NOBODY : client;
    }

    /** The one for few questions: is ready at once, and takes some milliseconds for each on Linux. */
    static SocketOwners forFewQuestions() {
        return of(System.getProperty("os.name"), ProcNetTcp.ofThisMachine());
    }

    /** The one for many questions: loads a native library first, and takes some microseconds for each on Linux. */
    static SocketOwners forManyQuestions() {
        return of(System.getProperty("os.name"), new SocketDiagnosis(CurrentUser.uid(), ProcNetTcp.ofThisMachine()));
    }

    private static SocketOwners of(String system, SocketOwners onLinux) {
        String name = system.toLowerCase(Locale.ROOT);
        return name.contains("linux") ? onLinux : name.contains("win") ? new TcpTable() : UNKNOWN;
    }
}
