package dev.fermata.control.http;

import dev.fermata.control.StreamControl;
import dev.fermata.control.TooMuchException;
import dev.fermata.model.FeedStatus;
import dev.fermata.model.ModelFigures;
import dev.fermata.model.NotWritten;
import dev.fermata.model.ReplyFigures;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.ViewerRefusal;
import dev.fermata.model.ViewersStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What answers viewers, and keeps what it is told. */
final class FakeStream implements StreamControl {
    static final StreamStatus STATUS = new StreamStatus(Optional.of("speech.engine is off"), List.of(
            new FeedStatus("douyin", "waiting", "refused", 5, 3, 1, 2)), Map.of(StreamKind.CHAT, 7L), 3, 1,
            Map.of(StreamDrop.RATE, 2L), 1, 0, 4, 2, 1_000_000, 2_000_000, 3_000_000, 7,
            40_000, 50_000, 60_000,
            List.of(new ModelFigures("here", "http://127.0.0.1:11434", 5, 3, Map.of("busy", 1L), 1, 2, 400, 90, 490, 1,
                    200_000_000, 300_000_000, 400_000_000, 0)),
            new ReplyFigures(4, 2, 1, Map.of(NotWritten.LATE, 1L), 1, 300_000_000, 400_000_000, 500_000_000));

    static final ViewersStatus VIEWERS = new ViewersStatus(3, 10, 500, 7, 5, 1, 1, Map.of(ViewerRefusal.HELD, 2L),
            Optional.of(new ViewersStatus.Last("Jump", "Ann", "held", 0)));

    final BlockingQueue<StreamMessage> told = new LinkedBlockingQueue<>();
    volatile boolean tooMuch;
    volatile StreamStatus status = STATUS;

    @Override
    public long tell(StreamMessage message) {
        if (tooMuch) {
            throw new TooMuchException(TooMuchException.What.CHANGES, "too much");
        }
        told.add(message);
        return told.size();
    }

    @Override
    public StreamStatus status() {
        return status;
    }

    @Override
    public Optional<ViewersStatus> viewers() {
        return Optional.of(VIEWERS);
    }
}
