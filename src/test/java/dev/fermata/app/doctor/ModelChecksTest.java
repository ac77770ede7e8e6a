package dev.fermata.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.stream.ModelKind;
import dev.fermata.config.stream.StreamBook;
import dev.fermata.config.stream.WritingModel;
import dev.fermata.net.RawServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of the language models of a stream. */
@Timeout(60)
class ModelChecksTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static Settings.Stream stream(boolean on, RawServer... servers) {
        List<WritingModel> models = List.of(servers).stream().map(each -> new WritingModel("m" + each.address().port(),
                ModelKind.OLLAMA, each.address(), "qwen3:8b", Optional.empty(), 0, 1, 100, 300, 0, LONG, LONG, LONG,
                Optional.empty())).toList();
        StreamBook none = StreamBook.NONE;
        return new Settings.Stream(on, false, new StreamBook(none.feeds(), none.ignored(), none.answers(), none.script(),
                none.important(), none.nobody(), models, none.replies()));
    }

    @Test
    void eachModelIsAskedForWhatCostsNothing() throws Exception {
        try (RawServer has = new RawServer((asked, to) -> to.answer(200, "application/json",
                "{\"models\":[{\"name\":\"qwen3:8b\"}]}".getBytes(StandardCharsets.UTF_8)));
                RawServer hasNot = new RawServer((asked, to) -> to.answer(200, "application/json",
                        "{\"models\":[]}".getBytes(StandardCharsets.UTF_8)))) {
            Finding fine = StreamChecks.models(stream(true, has)).orElseThrow();
            assertEquals(Verdict.FINE, fine.verdict());
            assertTrue(fine.detail().endsWith("): it has the model"), fine.detail());
            Finding degraded = StreamChecks.models(stream(true, has, hasNot)).orElseThrow();
            assertEquals(Verdict.DEGRADED, degraded.verdict());
            assertTrue(degraded.detail().contains("it has the model; m") && degraded.detail().endsWith("cannot be used: it has"
                    + " no model qwen3:8b; 'ollama pull qwen3:8b' brings it"), degraded.detail());
            assertEquals("GET /api/tags", has.asked().peek().method() + " " + has.asked().take().path());
        }
    }

    @Test
    void whereNoneIsWantedNobodyIsAsked() throws Exception {
        try (RawServer has = new RawServer((asked, to) -> { })) {
            assertEquals(Optional.empty(), StreamChecks.models(stream(false, has)));
            assertEquals(Optional.empty(), StreamChecks.models(stream(true)));
            assertEquals(0, has.asked().size());
        }
    }
}
