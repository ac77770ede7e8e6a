package dev.fermata.cli;

import dev.fermata.app.Desktops;
import dev.fermata.model.Key;
import dev.fermata.platform.Desktop;
import dev.fermata.platform.EchoFilter;
import dev.fermata.time.SystemClock;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fermata keys}: the names of keys and buttons, or of those that are pressed. */
@Command(
        name = "keys",
        description = "Lists every key name, or with --listen names the keys you press.",
        footerHeading = "%nExamples:%n",
        footer = {"  fermata keys", "  fermata keys --listen --seconds 10   press the key you want to know"})
final class KeysCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PlatformOption platform;

    @Mixin
    private HelpOption help;

    @Option(names = "--listen", description = "Name keys as they are pressed, until Ctrl-C. Nothing is kept.")
    private boolean listen;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "3600",
            description = "Stop listening after so long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds is 1 or more, not " + seconds);
        }
        if (listen) {
            listen(out);
        } else {
            list(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void list(PrintWriter out) {
        out.println("Names stand for positions on a US keyboard; shift, ctrl, alt or meta means either side.");
        for (Key key : Key.values()) {
            out.println(key.aliases().isEmpty() ? "  " + key.id()
                    : String.format("  %-14s also %s", key.id(), String.join(", ", key.aliases())));
        }
    }

    private void listen(PrintWriter out) throws InterruptedException {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>(1_000);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (Desktop desktop = Desktops.open(new EchoFilter(), new SystemClock())) {
            Desktops.onGone(why -> {
                out.println("fermata: " + why);
                out.flush();
                Runtime.getRuntime().halt(ExitCode.FAILURE);
            });
            desktop.hook().watch(EnumSet.allOf(Key.class));
            desktop.hook().start((key, down) -> heard.offer(key.id() + (down ? " down" : " up")));
            out.println("listening on " + desktop.name() + "; press keys and buttons");
            out.flush();
            long left;
            while ((left = end - System.nanoTime()) > 0) {
                String line = heard.poll(left, TimeUnit.NANOSECONDS);
                if (line != null) {
                    out.println(line);
                    out.flush();
                }
            }
        }
    }
}
