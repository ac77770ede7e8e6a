package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A folder with a launcher, as a checkout or an installation has it, that starts the classes under test. */
final class LaunchTree {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path LIBRARIES = PROJECT.resolve("target/lib");
    private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");
    static final Pattern JVM_OPTIONS = Pattern.compile("\njvm_options=\"(.*?)\"", Pattern.DOTALL);

    private LaunchTree() {
    }

    static Path root(Path launcher) {
        return launcher.getParent().endsWith("bin") ? launcher.getParent().getParent() : launcher.getParent();
    }

    /** Puts a launcher and what it starts into a folder, as a build would. */
    static Path launcher(String kind, Path into) throws IOException {
        String version = first(VERSION, Files.readString(PROJECT.resolve("pom.xml")));
        Path root = Files.createDirectory(into.resolve(kind));
        boolean checkout = kind.equals("checkout");
        Path jars = Files.createDirectory(root.resolve(checkout ? "target" : "app"));
        jar(jars.resolve("fermata-" + version + ".jar"));
        if (checkout) {
            Files.copy(PROJECT.resolve("pom.xml"), root.resolve("pom.xml"));
            Files.createDirectories(root.resolve("scripts/packaging"));
            Files.copy(PROJECT.resolve("scripts/common.sh"), root.resolve("scripts/common.sh"));
        }
        for (String part : List.of("start", "watch")) {
            Files.copy(PROJECT.resolve("scripts/packaging").resolve(part),
                    (checkout ? root.resolve("scripts/packaging") : jars).resolve(part));
        }
        String text = Files.readString(PROJECT.resolve(checkout ? "fermata" : "scripts/packaging/fermata"));
        String options = first(JVM_OPTIONS, Files.readString(PROJECT.resolve("scripts/common.sh")))
                .replaceAll("\\\\\n *", " ");
        Path launcher = checkout ? root.resolve("fermata")
                : Files.createDirectory(root.resolve("bin")).resolve("fermata");
        Files.writeString(launcher, text.replace("@JVM_OPTIONS@", options).replace("@VERSION@", version)
                .replace("@ARCHIVE_OPTIONS@", ""));
        assertTrue(launcher.toFile().setExecutable(true));
        return launcher;
    }

    /**
     * A jar with nothing in it but the way to the classes under test and the libraries that are shipped with
     * them: those of the tests would take memory that a user's Fermata has for itself.
     */
    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Arrays
                .stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(each -> each.endsWith("classes") || Files.exists(LIBRARIES.resolve(each.getFileName())))
                .map(each -> each.toUri().toString()).collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), pattern::pattern);
        return matcher.group(1);
    }
}
