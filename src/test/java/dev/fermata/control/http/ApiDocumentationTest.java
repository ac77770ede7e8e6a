package dev.fermata.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.model.Lane;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands of docs/api.md and of the original system, run with the real curl. */
@Tag("long")
@Timeout(120)
class ApiDocumentationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("docs/api.md");
    private static final int TIMED_OUT = 28;

    /** A command, and the answer after it if one is shown. */
    private static final Pattern EXAMPLE =
            Pattern.compile("```bash\n(.*?)\n```\n(?:```json (\\d{3})\n(.*?)\n```\n)?", Pattern.DOTALL);

    /** As seed 000 writes them. */
    private static final List<String> SEED = List.of(
            """
            curl -X POST http://localhost:8010/pause_control \\
              -H "Content-Type: application/json" \\
              -d '{"sessionid": 123456, "action": "pause"}'
            """,
            """
            curl -X POST http://localhost:8010/pause_control \\
              -H "Content-Type: application/json" \\
              -d '{"sessionid": 123456, "action": "resume"}'
            """,
            """
            curl -X POST http://localhost:8010/pause_status \\
              -H "Content-Type: application/json" \\
              -d '{"sessionid": 123456}'
            """,
            """
            curl -X POST http://localhost:8010/pause_control \\
              -H "Content-Type: application/json" \\
              -d '{"sessionid": 123456, "action": "toggle"}'
            """);

    private final TestServer server = new TestServer();

    private record Output(int exit, int status, String body) {
    }

    @BeforeEach
    void needsCurl() {
        boolean present = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")) && Files.isExecutable(Path.of("/bin/bash")));
        assumeTrue(present, "curl and bash are needed to run the examples");
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.failures);
    }

    private Output run(String command) throws Exception {
        String adapted = command.replace("localhost:8010", "localhost:" + server.port())
                .replaceFirst("^curl ", "curl -sS --noproxy '*' -w '\\\\n%{http_code}' ");
        Process process = new ProcessBuilder("/bin/bash", "-c", adapted).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), command);
        int end = output.lastIndexOf('\n');
        String status = output.substring(end + 1);
        // Timed out as asked to: curl's complaint comes last.
        return new Output(process.exitValue(), status.matches("\\d{3}") ? Integer.parseInt(status) : 0,
                end < 0 ? "" : output.substring(0, end));
    }

    @Test
    void theSeedsCommandsWorkToTheLetter() throws Exception {
        List<String> states = new ArrayList<>();
        for (String command : SEED) {
            Output output = run(command);
            assertEquals(200, output.status(), output.body());
            states.add(JSON.readTree(output.body()).get("state").asText());
        }
        assertEquals(List.of("paused", "running", "running", "paused"), states);
    }

    @Test
    void everyExampleAnswersAsShown() throws Exception {
        server.agent.plays("Fire bolt", Lane.NORMAL);
        int examples = 0;
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        while (example.find()) {
            examples++;
            String command = example.group(1);
            Output output = run(command);
            if (command.contains("--max-time")) {
                assertEquals(TIMED_OUT, output.exit(), command);
                assertTrue(output.body().contains("id: 1\ndata: {\"t_ms\":"), output.body());
            } else if (example.group(3) == null) {
                assertEquals(200, output.status(), command + output.body());
            } else {
                assertEquals(Integer.parseInt(example.group(2)), output.status(), command + output.body());
                JsonNode shown = JSON.readTree(example.group(3));
                assertEquals(withoutNumbers(shown), withoutNumbers(JSON.readTree(output.body())), command);
            }
        }
        assertTrue(examples >= 15, "only " + examples + " examples found");
    }

    /** What differs from run to run, left out: durations and times. */
    private String withoutNumbers(JsonNode answer) {
        return answer.toString()
                .replace(server.folder.resolve("own").toString(), "/home/me/.config/fermata/profiles")
                .replace(server.folder.resolve("shipped").toString(), "/usr/lib/fermata/profiles")
                .replaceAll("(\"[a-z_]+_ms\":)[0-9.]+", "$1N")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "TIME");
    }

    @Test
    void namesEveryErrorAndNoOther() throws IOException {
        Set<String> inCode = new TreeSet<>();
        Pattern made = Pattern.compile("(?:new Refusal\\(\\s*\\d{3},|bad\\()\\s*\"([a-z_]+)\"|\"error\", \"([a-z_]+)\"");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/fermata/control/http"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                made.matcher(Files.readString(source)).results()
                        .forEach(found -> inCode.add(found.group(1) == null ? found.group(2) : found.group(1)));
            }
        }
        inCode.add("malformed_request");
        String table = Files.readString(PAGE).replaceAll("(?s).*\\| status \\| `error` \\| when \\|", "")
                .replaceAll("(?s)\n## .*", "");
        Set<String> named = new TreeSet<>();
        for (String row : table.split("\n")) {
            String[] cells = row.split("\\|");
            if (cells.length > 2) {
                Pattern.compile("`([a-z_]+)`").matcher(cells[2]).results().forEach(found -> named.add(found.group(1)));
            }
        }
        assertEquals(inCode, named);
    }
}
