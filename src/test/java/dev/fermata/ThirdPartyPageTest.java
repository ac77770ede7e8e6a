package dev.fermata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * docs/third-party.md names exactly the libraries that are shipped, with version and licence: the jars of the run-time
 * class path, and those whose files the build unpacks into our own for the page.
 */
class ThirdPartyPageTest {
    private static final Path PAGE = Path.of("docs/third-party.md");
    private static final Path LIBRARIES = Path.of("target/lib");

    /** The jars of what the page loads in the browser. */
    private static final String OF_THE_PAGE = "org.webjars.npm:";

    /** A row of the table: library, version, licence. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^:`]+):([^`]+)` \\| (\\S+) \\| ([^|]*\\S) \\|");

    @Test
    void namesEveryLibraryOfTheRunTimeClassPathAndNoOther() throws Exception {
        assumeTrue(Files.isDirectory(LIBRARIES), "target/lib is filled by Maven");
        // The folder may have leftovers of older builds, the class path also the test libraries and what only
        // the compiler reads: what is in both and not of that kind is shipped.
        Set<String> shipped = jarsIn(LIBRARIES);
        shipped.retainAll(classPath().map(entry -> entry.getFileName().toString()).collect(Collectors.toSet()));
        for (String each : dependencies("provided")) {
            shipped.removeIf(jar -> jar.startsWith(each.substring(each.indexOf(':') + 1) + "-"));
        }
        shipped.addAll(classPath().filter(entry -> entry.toString().contains("webjars"))
                .map(entry -> entry.getFileName().toString()).toList());
        assertFalse(shipped.isEmpty(), "no library found, so this test sees nothing");

        Set<String> named =
                rows().map(row -> row.group(2) + "-" + row.group(3) + ".jar")
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(String.join("\n", shipped), String.join("\n", named), PAGE + " (right) is out of date");
    }

    @Test
    void namesEveryDependencyOfThePomThatIsShipped() throws Exception {
        Set<String> needed = dependencies("");
        assertFalse(needed.isEmpty(), "no dependency found, so this test sees nothing");

        rows().forEach(row -> needed.remove(row.group(1) + ":" + row.group(2)));

        assertEquals(Set.of(), needed, "not named in " + PAGE);
    }

    @Test
    void whatThePageLoadsIsInOurJarWithItsLicence() throws Exception {
        Set<String> needed = dependencies("provided");
        needed.removeIf(each -> !each.startsWith(OF_THE_PAGE));
        assertFalse(needed.isEmpty(), "no library found, so this test sees nothing");

        for (String each : needed) {
            String folder = "/web/lib/" + each.substring(OF_THE_PAGE.length());
            try (InputStream licence = getClass().getResourceAsStream(folder + "/LICENSE")) {
                assertNotNull(licence, folder);
                assertTrue(new String(licence.readAllBytes(), StandardCharsets.UTF_8).contains("Permission is hereby granted, free of charge"), folder);
            }
        }
    }

    private static Stream<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))).map(Path::of);
    }

    /** The dependencies of the pom with that scope; it names none for what is shipped. */
    private static Set<String> dependencies(String scope) throws Exception {
        Set<String> found = new TreeSet<>();
        Element project =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new File("pom.xml"))
                        .getDocumentElement();
        for (Element list : children(project, "dependencies")) {
            for (Element dependency : children(list, "dependency")) {
                if (scope.equals(text(dependency, "scope"))) {
                    found.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
                }
            }
        }
        return found;
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results();
    }

    private static Set<String> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Iterable<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(nodes::item)
                .filter(node -> node instanceof Element && node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList();
    }

    private static String text(Element parent, String name) {
        for (Element child : children(parent, name)) {
            return child.getTextContent().strip();
        }
        return "";
    }
}
