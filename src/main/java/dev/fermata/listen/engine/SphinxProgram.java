package dev.fermata.listen.engine;

import dev.fermata.listen.RecogniserException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How pocketsphinx is called, which depends on its version. It reads the sound from its standard input.
 *
 * @param command with what all of its calls have
 * @param hearsTwice whether it knows only after a first piece of sound how loud and in which voice is spoken: then the
 *                   second counts, which is the same
 * @param scale by how much its scores are larger than those of the first version
 */
record SphinxProgram(List<String> command, boolean hearsTwice, double scale) {
    /** Of version 0.8 and 5prealpha: it cuts the sound by itself, into two here. */
    private static final SphinxProgram CONTINUOUS = new SphinxProgram(List.of("pocketsphinx_continuous",
            "-infile", "/dev/stdin", "-backtrace", "yes", "-vad_postspeech", "80", "-cmninit", "60,0,0"), true, 1);
    /** Of version 5, which Debian does not have yet. */
    private static final SphinxProgram SINGLE = new SphinxProgram(List.of("pocketsphinx",
            "-backtrace", "yes", "-loglevel", "INFO", "-cmn", "batch", "single", "-"), false, 1_024);

    /** The one that is on this machine. @param path where programs are, as in the variable PATH; null for nowhere */
    static SphinxProgram find(String path) throws RecogniserException {
        return Stream.of(CONTINUOUS, SINGLE).filter(each -> isIn(path, each.command().get(0))).findFirst()
                .orElseThrow(() -> new RecogniserException("pocketsphinx is not on this machine"));
    }

    private static boolean isIn(String path, String program) {
        return Stream.of(Optional.ofNullable(path).orElse("").split(File.pathSeparator)).filter(each -> !each.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
