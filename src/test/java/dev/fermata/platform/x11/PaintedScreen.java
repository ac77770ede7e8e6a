package dev.fermata.platform.x11;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An X server with a {@link PainterProgram} on it. */
public final class PaintedScreen implements AutoCloseable {
    private final Process server;
    private final Process painter;
    private final String display;
    private final Writer to;
    private final BufferedReader from;

    /** An X server of its own. @param depth in bits: 16, 24 or 30 */
    public PaintedScreen(int depth) {
        this(server(depth));
    }

    /** On a server that is there. @param display such as {@code :5} */
    public PaintedScreen(String display) {
        this(null, display);
    }

    private PaintedScreen(Process server) {
        this(server, display(server));
    }

    private static Process server(int depth) {
        try {
            return new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "800x600x" + depth, "-nolisten", "tcp")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String display(Process server) {
        try {
            return ":" + server.inputReader().readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PaintedScreen(Process server, String display) {
        this.server = server;
        this.display = display;
        try {
            ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java")
                    .toString(), "-cp", System.getProperty("java.class.path"), PainterProgram.class.getName());
            builder.environment().put("DISPLAY", display);
            builder.environment().remove("WAYLAND_DISPLAY");
            painter = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            to = painter.outputWriter(StandardCharsets.US_ASCII);
            from = painter.inputReader(StandardCharsets.US_ASCII);
            if (!"ready".equals(from.readLine())) {
                throw new IllegalStateException("the painter did not start");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code :5}. */
    public String display() {
        return display;
    }

    /** Has the painter do something, and waits until the server has done it. @return what it answered */
    public String tell(String line) {
        try {
            to.write(line + "\n");
            to.flush();
            return from.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a window; the first is 0, as later lines name it. @return the server's number of it */
    public long open(int x, int y, int width, int height) {
        return Long.parseLong(tell("open " + x + " " + y + " " + width + " " + height));
    }

    /** Ends the painter as if it had crashed. */
    public void killPainter() throws InterruptedException {
        painter.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        for (Process each : server == null ? List.of(painter) : List.of(painter, server)) {
            each.destroy();
            try {
                if (!each.waitFor(2, TimeUnit.SECONDS)) {
                    each.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
