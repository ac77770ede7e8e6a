package dev.fermata.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.control.RecordingControl;
import dev.fermata.event.Event;
import dev.fermata.model.RecordingStatus;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes what records when somebody asks for it the first time; until then nothing of it is loaded. Thread-safe. */
final class RecordingMaker implements Supplier<RecordingControl>, Consumer<Event> {
    private final Agent agent;
    @GuardedBy("this")
    private RecordingService made;

    RecordingMaker(Agent agent) {
        this.agent = agent;
    }

    @Override
    public synchronized RecordingControl get() {
        if (made == null) {
            made = new RecordingService(agent);
        }
        return made;
    }

    /** What is recorded; nothing is made by this. */
    Optional<RecordingStatus> status() {
        RecordingService service = service();
        return service == null ? Optional.empty() : service.status();
    }

    private synchronized RecordingService service() {
        return made;
    }

    @Override
    public void accept(Event event) {
        RecordingService service = service();
        if (service != null) {
            service.accept(event);
        }
    }
}
