package dev.fermata.control.http;

import dev.fermata.control.SpeechControl;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechFigures;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechState;
import dev.fermata.model.SpeechStatus;
import dev.fermata.model.VoiceFigures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks the first of what it is asked for, for ever. */
final class FakeSpeech implements SpeechControl {
    final List<Wanted> wanted = new CopyOnWriteArrayList<>();
    volatile Optional<SpeechAnswer.Refusal> refusal = Optional.empty();

    @Override
    public SpeechAnswer say(Wanted what) {
        if (refusal.isPresent()) {
            return new SpeechAnswer(0, false, refusal);
        }
        wanted.add(what);
        return new SpeechAnswer(wanted.size(), false, Optional.empty());
    }

    @Override
    public boolean drop(long id, String reason) {
        return id <= wanted.size();
    }

    @Override
    public List<VoiceFigures> voices() {
        return List.of(new VoiceFigures("alice", "http://127.0.0.1:9880", 5, 3, Map.of("silent", 2L), 450_000_000,
                2_000_000_000));
    }

    @Override
    public SpeechStatus status() {
        List<SpeechStatus.Item> items = wanted.stream().map(each -> new SpeechStatus.Item(1, each.text(),
                each.priority().orElse(SpeechPriority.NORMAL), each.from(), 300_000_000, 1_200_000_000, 0, 0)).toList();
        return new SpeechStatus(SpeechState.PLAYING, Optional.empty(), items.stream().findFirst(), items,
                List.of(new SpeechStatus.Ended(7, "bye", "dropped", "expired")), Map.of("submitted", 1L),
                Map.of("full", 2L), "a device", "a voice",
                new SpeechFigures(Map.of("expired", 3L), 5_500_000_000L, 4, 20_000_000, 900_000_000, 1_000_000_000, 1));
    }
}
