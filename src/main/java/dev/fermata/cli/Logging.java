package dev.fermata.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import dev.fermata.observe.EventLogger;
import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.Reporter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Where log lines go: the standard error stream, and a rolling file if there is a folder for it.
 *
 * <p>Set up in code, not in an XML file: it starts faster, and the file appender exists only when
 * it is wanted. Logging is ready without a call, as these system properties say:
 *
 * <ul>
 *   <li>{@code fermata.log.level}: what the console shows, {@code WARN} if not given;
 *   <li>{@code fermata.log.dir}: folder of the file {@value #FILE_NAME}, no file if not given;
 *   <li>{@code fermata.log.file.level}: what the file gets, {@code INFO} if not given.
 * </ul>
 *
 * An unknown level counts as not given. {@link #configure} replaces that choice at run time.
 *
 * <p>Thread-safe. Writing is synchronous: never log under a lock, on the hook thread or on the
 * thread that answers a keyboard grab.
 */
public final class Logging {
    /** The current log file; older ones are {@code fermata.log.1} (the newest) to {@code .4}. */
    static final String FILE_NAME = "fermata.log";

    /** What the appenders are called. */
    private static final String CONSOLE = "console";
    private static final String FILE = "file";
    private static final String NETTY = "io.netty";
    private static final int OLDER_FILES = 4;
    private static final long FILE_BYTES = 1 << 20;

    private Logging() {}

    /**
     * Makes slf4j use {@link Provider} instead of searching every library for one. To be called before
     * the first logger of the process; without it everything works, only later.
     */
    static void install() {
        if (System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) == null) {
            System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, Provider.class.getName());
            // It would tell of that on the console.
            System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
        }
    }

    /**
     * Replaces where log lines go from now on. Only one process may write into a folder.
     *
     * @param console what the console shows: this level and worse
     * @param logDir Fermata's own folder for the log file, made or made private if needed; null for no file. If
     *     it cannot be written, one warning on the console says so and the program goes on without it.
     */
    public static void configure(Level console, Path logDir) {
        Objects.requireNonNull(console);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, console, standardError(), logDir, PrivateFiles::folder);
        }
    }

    /**
     * The same with a console that shows events in words of its own: their warnings go to the file
     * only.
     *
     * @param stream writes to the console; not closed before the next call
     */
    static void configure(Level console, Path logDir, OutputStream stream) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var appender = new OutputStreamAppender<ILoggingEvent>();
            appender.addFilter(new NoEventWarnings());
            appender.setContext(context);
            appender.setOutputStream(stream);
            configure(context, console, appender, logDir, PrivateFiles::folder);
        }
    }

    /** Has the console show another level from now on. */
    static void show(Level console) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            for (Filter<ILoggingEvent> filter : root.getAppender(CONSOLE).getCopyOfAttachedFiltersList()) {
                if (filter instanceof ThresholdFilter threshold) {
                    threshold.setLevel(console.name());
                }
            }
            root.setLevel(logback(wanted(console, root.getAppender(FILE) != null)));
        }
    }

    /** What has to be made into a line for either. */
    private static Level wanted(Level console, boolean hasFile) {
        Level file = fileLevel();
        return hasFile && file.toInt() < console.toInt() ? file : console;
    }

    private static Level fileLevel() {
        return level("fermata.log.file.level", Level.INFO);
    }

    /** Sees to a folder for logs. */
    private interface Preparation {
        void prepare(Path folder) throws IOException;
    }

    private static void configure(LoggerContext context, Level console, OutputStreamAppender<ILoggingEvent> shown,
            Path logDir, Preparation preparation) {
        Level file = fileLevel();
        context.reset();
        context.getLogger(NETTY).setLevel(ch.qos.logback.classic.Level.WARN);
        shown.addFilter(new NoLibraryMessages());
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(logback(wanted(console, logDir != null)));
        root.addAppender(started(shown, context, console, LogLine.Style.CONSOLE, CONSOLE));
        if (logDir != null) {
            Path path = logDir.toAbsolutePath().resolve(FILE_NAME);
            try {
                preparation.prepare(path.getParent());
                NumberedFiles.begin(path);
                root.addAppender(file(context, file, path));
            } catch (IOException e) {
                context.getLogger(Logging.class).warn("the log file {} cannot be written, going on without it: {}",
                        path, e.getMessage());
            }
        }
        // The list of logback's own messages would grow with every call.
        context.getStatusManager().clear();
    }

    private static OutputStreamAppender<ILoggingEvent> standardError() {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setTarget("System.err");
        return appender;
    }

    /** Leaves out what the status line says already. */
    private static final class NoEventWarnings extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            boolean warning = event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.WARN);
            return warning && event.getLoggerName().equals(EventLogger.NAME) ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }

    /** Leaves out what the HTTP library says: people at the console can do nothing about it. */
    private static final class NoLibraryMessages extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getLoggerName().startsWith(NETTY + ".") ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, Level level, Path path) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setFile(path.toString());

        var rolling = new NumberedFiles(path, FILE_BYTES, OLDER_FILES);
        rolling.start();
        appender.setTriggeringPolicy(rolling);
        return started(appender, context, level, LogLine.Style.FILE, FILE);
    }

    private static Appender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender,
            LoggerContext context,
            Level level,
            LogLine.Style style,
            String name) {
        var encoder = new LogLine(style);
        encoder.setContext(context);
        encoder.start();

        var threshold = new ThresholdFilter();
        threshold.setLevel(level.name());
        threshold.start();

        appender.setContext(context);
        appender.setName(name);
        appender.setEncoder(encoder);
        appender.addFilter(threshold);
        appender.start();
        return appender;
    }

    private static void configureAtStart(LoggerContext context) {
        String folder = System.getProperty("fermata.log.dir", "");
        configure(context, level("fermata.log.level", Level.WARN), standardError(),
                folder.isBlank() ? null : Path.of(folder), Logging::anyFolder);
    }

    /** The folder that a property names may be used by others as well; its permissions are the user's business. */
    private static void anyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            PrivateFiles.folder(folder);
        }
    }

    private static Level level(String property, Level otherwise) {
        String text = System.getProperty(property, "");
        for (Level level : Level.values()) {
            if (level.name().equalsIgnoreCase(text.strip())) {
                return level;
            }
        }
        return otherwise;
    }

    private static ch.qos.logback.classic.Level logback(Level level) {
        return ch.qos.logback.classic.Level.convertAnSLF4JLevel(level);
    }

    /**
     * Called by logback for the first logger of the process, found through {@code
     * META-INF/services}; without it logback would show everything on the standard output. It has
     * no rank: logback asks the services before its own, and reading the annotation makes a start slow.
     */
    public static final class AtStart extends ContextAwareBase implements Configurator {
        /** For the service loader. */
        public AtStart() {}

        @Override
        public ExecutionStatus configure(LoggerContext context) {
            configureAtStart(context);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
    }

    /** Logback, set up as {@link AtStart} does, without its looking around; see {@link #install}. */
    public static final class Provider implements SLF4JServiceProvider {
        private final LoggerContext context = new LoggerContext();
        private final IMarkerFactory markers = new BasicMarkerFactory();
        private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

        /** For slf4j. */
        public Provider() {}

        @Override
        public void initialize() {
            context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
            context.setMDCAdapter(diagnostics);
            configureAtStart(context);
            context.start();
        }

        @Override
        public ILoggerFactory getLoggerFactory() {
            return context;
        }

        @Override
        public IMarkerFactory getMarkerFactory() {
            return markers;
        }

        @Override
        public MDCAdapter getMDCAdapter() {
            return diagnostics;
        }

        @Override
        public String getRequestedApiVersion() {
            return LogbackServiceProvider.REQUESTED_API_VERSION;
        }
    }
}
