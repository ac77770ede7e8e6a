package dev.fermata.control.http;

import dev.fermata.user.Owner;
import dev.fermata.user.SocketEnd;
import dev.fermata.user.SocketOwners;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Finds out whose the program is at the other end of a connection. Thread-safe. */
final class Callers implements AutoCloseable {
    /** Where only this machine can call; elsewhere it is no matter whose the callers are. */
    private final Optional<SocketOwners> owners;
    private final Helpers asking;
    private final Consumer<Throwable> onFailure;

    /**
     * @param asking ask the system, which takes time
     * @param onFailure told what asking threw; whoever was asked for is unknown then
     */
    Callers(Optional<SocketOwners> owners, Helpers asking, Consumer<Throwable> onFailure) {
        this.owners = owners;
        this.asking = asking;
        this.onFailure = onFailure;
    }

    /** Says once, from any thread, now or later, who it is; never waits. */
    void find(SocketEnd ours, Consumer<Owner> answer) {
        if (owners.isEmpty()) {
            answer.accept(Owner.UNKNOWN);
            return;
        }
        Runnable ask = () -> answer.accept(ownerOf(ours, owners.get()));
        try {
            asking.execute(ask, ask);
        } catch (RejectedExecutionException e) {
            // Too many at once, or the end: whoever it is has to show a token.
            answer.accept(Owner.UNKNOWN);
        }
    }

    private Owner ownerOf(SocketEnd ours, SocketOwners known) {
        try {
            return known.clientOf(ours);
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
            return Owner.UNKNOWN;
        }
    }

    @Override
    public void close() {
        asking.close();
    }
}
