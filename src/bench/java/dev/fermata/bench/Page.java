package dev.fermata.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page about the benchmarks, which has sections that commands write. */
final class Page {
    static final Path FILE = Path.of("docs", "benchmarks.md");

    private Page() {
    }

    /**
     * Replaces a section.
     *
     * @throws IOException also when the page has no such section
     */
    static void write(String section, String text) throws IOException {
        String page = Files.readString(FILE);
        String begin = "<!-- " + section + ": written by scripts/bench -->";
        String end = "<!-- end of " + section + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(FILE + " has no section between '" + begin + "' and '" + end + "'");
        }
        Files.writeString(FILE, page.substring(0, from) + begin + "\n\n" + text + "\n" + page.substring(to));
    }
}
