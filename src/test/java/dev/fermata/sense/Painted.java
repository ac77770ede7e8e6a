package dev.fermata.sense;

import dev.fermata.painter.Frame;
import dev.fermata.painter.Painter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scenes from the painter, which is a program of its own: of them only pixels come here, and what they show. */
final class Painted implements AutoCloseable {
    private final Process painter;
    final DataInputStream in;

    Painted(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-cp", System.getProperty("java.class.path"), Painter.class.getName()));
        for (Object each : arguments) {
            command.add(each.toString());
        }
        painter = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        in = new DataInputStream(new BufferedInputStream(painter.getInputStream(), 1 << 16));
    }

    Picture picture() throws IOException {
        return of(Frame.read(in));
    }

    static Picture of(Frame frame) {
        return new Picture(frame.width(), frame.height(), frame.rgb());
    }

    @Override
    public void close() {
        painter.destroyForcibly();
    }
}
