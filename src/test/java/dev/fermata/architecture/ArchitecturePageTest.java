package dev.fermata.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.app.Core;
import dev.fermata.app.FakeCore;
import dev.fermata.app.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/architecture.md} lists is what there is. */
class ArchitecturePageTest {
    private static final Pattern PART = Pattern.compile("^\\| \\*\\*`(\\w+)`\\*\\* \\|", Pattern.MULTILINE);

    @Test
    void theTableOfThreadsNamesEveryPart() throws IOException {
        Core core = FakeCore.idle();
        List<String> told = PART.matcher(Files.readString(Path.of("docs/architecture.md"))).results()
                .map((MatchResult each) -> each.group(1)).toList();
        assertEquals(core.parts().stream().map(Part::name).toList(), told);
    }
}
