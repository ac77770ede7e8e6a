package dev.fermata.control.http.wire;

import dev.fermata.user.Owner;
import dev.fermata.user.SocketEnd;
import java.util.function.Consumer;

/** Finds out who calls. Called on the server's thread: whatever takes time goes to another one. */
@FunctionalInterface
public interface Callers {
    /** Where it is no matter, as other machines may call. */
    Callers NO_MATTER = (ours, answer) -> answer.accept(Owner.UNKNOWN);

    /**
     * Says once, from any thread, now or later, whose the program is at the other end.
     *
     * @param ours the server's end of the connection
     */
    void find(SocketEnd ours, Consumer<Owner> answer);
}
