package dev.fermata.platform.evdev;

import dev.fermata.platform.DesktopException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A process beside this one that ends it by force when it stands still with the keyboard in its hands: stopped,
 * in a debugger, without memory. The kernel then gives the keyboard back, and lets go of what the virtual one has down.
 *
 * <p>It hears of each second in which devices are taken, and of the time in which none is; its end comes with the end
 * of this process. Used by one thread at a time.
 */
final class Guardian implements AutoCloseable {
    /** How often it is to hear of us. */
    static final Duration BEAT = Duration.ofSeconds(1);
    /** For how long we may stand still. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            while read -r state; do
                while [ "$state" = 1 ]; do
                    read -r -t "$2" state && continue
                    [ $? -gt 128 ] && kill -9 "$1"
                    exit 0
                done
            done
            """;

    private final Process process;
    private final OutputStream beats;
    private long nextBeat;
    private boolean guards;

    /** Guards this process. @throws DesktopException where there is no bash */
    Guardian() {
        this(ProcessHandle.current().pid(), LIMIT);
    }

    Guardian(long guarded, Duration limit) {
        try {
            process = new ProcessBuilder("bash", "-c", SCRIPT, "fermata-guardian",
                    Long.toString(guarded), Long.toString(limit.toSeconds()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new DesktopException("no process watches over this one (bash cannot be started): should it stand"
                    + " still, then so does the keyboard", e);
        }
        beats = process.getOutputStream();
    }

    /**
     * Gives a sign of life if it is time.
     *
     * @param holds whether devices are taken
     * @return when the next is due
     */
    long beat(boolean holds, long now) {
        if (!holds && !guards) {
            return Taken.NEVER;
        }
        if (holds != guards || now >= nextBeat) {
            guards = holds;
            nextBeat = now + BEAT.toNanos();
            tell(holds ? "1\n" : "0\n");
        }
        return holds ? nextBeat : Taken.NEVER;
    }

    private void tell(String state) {
        try {
            beats.write(state.getBytes(StandardCharsets.US_ASCII));
            beats.flush();
        } catch (IOException gone) {
            guards = false; // nobody guards any more; the agent plays on
        }
    }

    @Override
    public void close() {
        try {
            beats.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
