package dev.fermata.cli;

import dev.fermata.app.BareRecording;
import dev.fermata.model.Key;
import dev.fermata.record.Figures;
import java.util.Set;

/** Records in this process, where no agent runs. */
record BareSource(BareRecording bare) implements RecordingSource {
    @Override
    public String where() {
        return bare.desktopName();
    }

    @Override
    public Figures figures() {
        return bare.figures();
    }

    @Override
    public void finish(Set<Key> gesture) {
        bare.finish(gesture);
    }

    @Override
    public void close() {
        bare.close();
    }
}
