package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.LeftKeys;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fermata release}: puts up what a killed agent has left down. */
@Command(
        name = "release",
        description = {
            "Releases the keys that a Fermata which was killed (kill -9, a crash, no memory) has left down.",
            "Its launcher does so by itself within a second, and so does the next start; this is for when neither can."
                    + " Touches nothing while an agent lives, and no key but those that the dead one had down."
        },
        footerHeading = "%nExit code:%n",
        footer = {
            "  0 when nothing of a dead agent is down any more",
            "  1 when the desktop does not answer, or nobody knows what is down",
            "  4 when there is no usable desktop",
            "",
            "Examples:",
            "  fermata release",
            "  DISPLAY=:0 fermata release   from a text console or over ssh"
        })
final class ReleaseCommand implements Callable<Integer> {
    /** A desktop that hangs may go on; one that hangs for longer is not worth waiting for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlatformOption platform;

    @Mixin
    private HelpOption help;

    @Option(names = "--quiet", description = "Say something only when keys were released or may be down.")
    private boolean quiet;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        LeftKeys found;
        try {
            found = look();
        } catch (TimeoutException e) {
            err.println("fermata: the desktop has not answered for " + PATIENCE.toSeconds()
                    + " seconds; run 'fermata release' again when it does");
            err.flush();
            return ExitCode.FAILURE;
        }
        int code = found instanceof LeftKeys.Unreadable ? ExitCode.FAILURE : ExitCode.OK;
        if (!quiet || found instanceof LeftKeys.Unreadable
                || found instanceof LeftKeys.Released left && !left.keys().isEmpty()) {
            (code == ExitCode.OK ? out : err).println(words(found));
        }
        out.flush();
        err.flush();
        return code;
    }

    /** Only a thread of its own can be left behind when the X server does not answer. */
    private static LeftKeys look() throws InterruptedException, TimeoutException {
        CompletableFuture<LeftKeys> found = new CompletableFuture<>();
        Thread looking = new Thread(() -> {
            try {
                found.complete(Desktops.releaseLeft());
            } catch (RuntimeException | Error e) {
                found.completeExceptionally(e);
            }
        }, "release");
        looking.setDaemon(true);
        looking.start();
        try {
            return found.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DesktopException refused ? refused
                    : new IllegalStateException("looking for keys failed", e.getCause());
        }
    }

    private static String words(LeftKeys found) {
        if (found instanceof LeftKeys.Released left) {
            return left.keys().isEmpty()
                    ? "the fermata that was process " + left.pid() + " left no key down"
                    : "released " + left.keys().stream().map(Key::id).collect(Collectors.joining(", "))
                            + ", left down by the fermata that was process " + left.pid();
        } else if (found instanceof LeftKeys.Alive alive) {
            return "a fermata is running here" + (alive.pid().isPresent()
                    ? " (process " + alive.pid().getAsLong() + ")" : "")
                    + "; its keys are its own affair, and 'fermata stop' puts them up";
        } else if (found instanceof LeftKeys.Unreadable lost) {
            return "fermata: a fermata was killed (process " + lost.pid() + ") and may have left keys down, but its"
                    + " journal " + lost.journal() + " cannot be read; press and release the keys that are stuck";
        }
        return "no key was left down here";
    }
}
