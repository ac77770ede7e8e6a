package dev.fermata.speak.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.time.Rest;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Whether a server may be asked: one that does not answer rests, for all its voices, and is not asked by each text
 * again. Thread-safe.
 */
public final class ServerHealth {
    private final String server;
    private final Consumer<String> tell;
    @GuardedBy("this")
    private final Rest rest = new Rest(0, Duration.ofSeconds(2), Duration.ofMinutes(1));
    /** One answer that takes too long may be the text's fault. */
    @GuardedBy("this")
    private boolean slowBefore;
    @GuardedBy("this")
    private boolean down;

    /**
     * @param server its address, for people
     * @param tell told once that it does not answer, and once that it does again
     */
    public ServerHealth(String server, Consumer<String> tell) {
        this.server = server;
        this.tell = tell;
    }

    synchronized boolean mayAsk(long now) {
        return rest.mayAsk(now);
    }

    /** It has answered, whatever. */
    void answered() {
        boolean again;
        synchronized (this) {
            again = down;
            down = false;
            slowBefore = false;
            rest.succeeded();
        }
        if (again) {
            tell.accept("the voices of " + server + " answer again");
        }
    }

    /** It has not answered, or has too much to do. */
    void failed(VoiceException.Kind kind, String reason, long now) {
        boolean first;
        synchronized (this) {
            if (kind == VoiceException.Kind.SLOW && !slowBefore && !down) {
                slowBefore = true;
                return;
            }
            first = !down;
            down = true;
            rest.failed(now);
        }
        if (first) {
            tell.accept("the voices of " + server + " do not answer, and others speak until they do: " + reason);
        }
    }

    synchronized void forgotten(long now) {
        rest.forgotten(now);
    }

    synchronized long left(long now) {
        return rest.left(now);
    }
}
