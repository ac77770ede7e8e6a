package dev.fermata.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import dev.fermata.user.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Log files of limited size and number: {@code x.log}, then {@code x.log.1} (the newest) and so on.
 *
 * <p>Logback's own policies read the whole path as a pattern, so that a folder with {@code %} or
 * parentheses in its name breaks them, and look at the size only now and then.
 *
 * <p>Called under the appender's lock.
 */
final class NumberedFiles extends TriggeringPolicyBase<ILoggingEvent> implements RollingPolicy {
    private final Path current;
    private final long maxBytes;
    private final int olderFiles;

    /**
     * @param current the file that is written to
     * @param maxBytes a file that has grown to this is put aside before the next line
     * @param olderFiles how many are kept beside the current one, at least 1
     */
    NumberedFiles(Path current, long maxBytes, int olderFiles) {
        this.current = current;
        this.maxBytes = maxBytes;
        this.olderFiles = olderFiles;
    }

    @Override
    public boolean isTriggeringEvent(File activeFile, ILoggingEvent event) {
        return activeFile.length() >= maxBytes;
    }

    /** On failure logback goes on writing into the current file. */
    @Override
    public void rollover() {
        try {
            for (int number = olderFiles - 1; number >= 1; number--) {
                if (Files.exists(older(number))) {
                    move(older(number), older(number + 1));
                }
            }
            move(current, older(1));
            begin(current);
        } catch (IOException e) {
            throw new RolloverFailure("cannot put " + current + " aside", e);
        }
    }

    /**
     * Makes the file private, or makes it, before logback opens it in its own way.
     *
     * @throws IOException when it cannot be written, or is not this user's own
     */
    static void begin(Path file) throws IOException {
        PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    }

    private Path older(int number) {
        return current.resolveSibling(current.getFileName() + "." + number);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String getActiveFileName() {
        return current.toString();
    }

    @Override
    public CompressionMode getCompressionMode() {
        return CompressionMode.NONE;
    }

    @Override
    public void setParent(FileAppender<?> appender) {
        // The path is known already.
    }
}
