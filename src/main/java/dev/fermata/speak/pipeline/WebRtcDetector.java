package dev.fermata.speak.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.user.CacheFolder;
import dev.fermata.user.NativeFile;
import io.github.givimad.libfvadjni.VoiceActivityDetector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;

/**
 * WebRTC's detector (libfvad) in its most restrictive mode, which says of few sounds without voice that they have some.
 * Its native library is loaded when one is made. Any thread, one at a time.
 */
final class WebRtcDetector implements VoiceDetector {
    private static final String LIBRARY = "libfvad-jni";

    @GuardedBy("this")
    private final VoiceActivityDetector library;

    /**
     * Loads the library.
     *
     * @throws IOException when there is none for this machine, or it cannot be loaded
     */
    WebRtcDetector() throws IOException {
        try {
            load();
            library = VoiceActivityDetector.newInstance();
        } catch (LinkageError | ReflectiveOperationException e) {
            throw new IOException(e.toString(), e);
        }
    }

    /**
     * From {@code java.library.path} where a package has put it, else out of its jar. Its own loader would leave a
     * folder in {@code /tmp} for each process that is ended hard.
     */
    private static void load() throws IOException, ReflectiveOperationException {
        try {
            System.loadLibrary(LIBRARY);
        } catch (UnsatisfiedLinkError e) {
            System.load(NativeFile.of(content(), System.mapLibraryName(LIBRARY), LIBRARY, CacheFolder.ofThisUser())
                    .toString());
        }
        Field loaded = VoiceActivityDetector.class.getDeclaredField("libraryLoaded");
        loaded.setAccessible(true);
        loaded.setBoolean(null, true);
    }

    private static byte[] content() throws IOException {
        String file = System.mapLibraryName(LIBRARY);
        String path = "/" + folder(file, System.getProperty("os.arch")) + "/" + file;
        try (InputStream in = VoiceActivityDetector.class.getResourceAsStream(path)) {
            return Optional.ofNullable(in).orElseThrow(() -> new IOException("it has no " + path)).readAllBytes();
        }
    }

    /** Where its jar has the library. @param file as the system calls such a library */
    static String folder(String file, String processor) {
        return (file.endsWith(".dll") ? "win-" : file.endsWith(".dylib") ? "macos-" : "debian-")
                + switch (processor) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    case "arm" -> "armv7l";
                    default -> processor;
                };
    }

    /** One that remembers what it has heard before. @throws IOException as the constructor */
    static LiveDetector live() throws IOException {
        WebRtcDetector detector = new WebRtcDetector();
        detector.prepare();
        return detector::isVoiced;
    }

    private synchronized void prepare() throws IOException {
        // That makes it forget the mode and the rate as well.
        library.reset();
        library.setMode(VoiceActivityDetector.Mode.VERY_AGGRESSIVE);
        library.setSampleRate(VoiceActivityDetector.SampleRate.S16000);
    }

    private synchronized boolean isVoiced(short[] frame) {
        try {
            return library.process(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // only of one that is closed
        }
    }

    @Override
    public synchronized boolean[] voiced(short[] samples) {
        try {
            prepare();
            boolean[] voiced = new boolean[samples.length / FRAME];
            for (int frame = 0; frame < voiced.length; frame++) {
                voiced[frame] = library.process(Arrays.copyOfRange(samples, frame * FRAME, (frame + 1) * FRAME));
            }
            return voiced;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // only of one that is closed
        }
    }
}
