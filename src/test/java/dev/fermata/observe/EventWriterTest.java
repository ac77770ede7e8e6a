package dev.fermata.observe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.event.Event;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventWriterTest {
    private static final Event EVENT = new Event.ProfileLoaded(2_000_000, "Test", Optional.empty());
    private static final String LINE = "{\"t_ms\":2,\"event\":\"profile_loaded\",\"profile\":\"Test\",\"load\":\"first\"}\n";

    private final List<String> failures = new ArrayList<>();

    @Test
    void everyEventIsALineThatIsThereAtOnce() {
        StringWriter out = new StringWriter();
        EventWriter writer = new EventWriter(out, EventFormat.JSONL, failure -> failures.add(failure.getMessage()));
        writer.accept(EVENT);
        assertEquals(LINE, out.toString());
        writer.accept(EVENT);
        assertEquals(LINE + LINE, out.toString());
        assertEquals(List.of(), failures);
    }

    @Test
    void aStreamThatTakesNothingIsToldOnceAndLeftAlone() {
        EventWriter writer = new EventWriter(new FullDisk(), EventFormat.JSONL,
                failure -> failures.add(failure.getMessage()));
        writer.accept(EVENT);
        writer.accept(EVENT);
        assertEquals(List.of("disk full"), failures);
        assertDoesNotThrow(writer::close);
    }

    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public void close() throws IOException {
            throw new IOException("disk full");
        }
    }
}
