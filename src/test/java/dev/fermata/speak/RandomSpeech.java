package dev.fermata.speak;

import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.pause.Stillness;
import dev.fermata.speak.sound.LinePlayer;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Random items for a while, some of which interrupt others, and holds; and what of them was heard: each whole, in as
 * many parts as it was interrupted, and no later after its beginning at the end than at first.
 */
final class RandomSpeech {
    private static final int RATE = SoundServer.RATE;
    private static final long MS = 1_000_000;
    private static final int MOST_WAITING = 4;
    /** A fade's first samples, and a swelling's, may be as loud as they are without. */
    static final int ALIKE = 12;
    /** A rest that is no longer than its swelling cannot be told. */
    private static final int SWELLING = RATE * 4 / 1_000;
    /** Where the server was so late that it had read on when it got the silence. */
    private static final int MOST_ERROR = RATE / 30;

    private final SpeechQueue queue;
    private final LinePlayer player;
    private final Recording recording;
    private final BlockingQueue<Event.Speech> events;
    private final Clock clock;
    private final Random random = new Random(4);
    private final Map<Long, String> texts = new HashMap<>();
    private final Map<Long, Integer> interruptions = new HashMap<>();
    private final Map<Long, Long> startedAt = new HashMap<>();
    private final Map<Long, Long> endedAt = new HashMap<>();
    private int inexact;

    RandomSpeech(SpeechQueue queue, LinePlayer player, Recording recording, BlockingQueue<Event.Speech> events,
            Clock clock) {
        this.queue = queue;
        this.player = player;
        this.recording = recording;
        this.events = events;
        this.clock = clock;
    }

    void run(Duration length) throws Exception {
        recording.start();
        long begun = clock.nanos();
        int number = 0;
        while (clock.nanos() - begun < length.toNanos()) {
            int priority = random.nextInt(4) == 0 ? -5 : 5;
            String text = "item" + number++ + " " + (200 + random.nextInt(1_600));
            SpeechAnswer answer = queue.submit(Stage.request(text, priority));
            answer.refusal().ifPresent(why -> SoundProbe.say("refused", why));
            texts.put(answer.id(), text);
            noteWhatHappened();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_800));
            if (random.nextInt(6) == 0) {
                queue.heed(Stillness.ALL, Optional.empty());
                TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(300));
                queue.heed(Stillness.NONE, Optional.empty());
            }
        }
        while (endedAt.size() < texts.size()) {
            note(events.poll(30, TimeUnit.SECONDS));
        }
        TimeUnit.MILLISECONDS.sleep(300);
        tell();
    }

    /** No more is asked for than can be spoken in time. */
    private void noteWhatHappened() throws InterruptedException {
        Event.Speech event = events.poll();
        while (event != null || texts.size() - endedAt.size() > MOST_WAITING) {
            note(event != null ? event : events.poll(30, TimeUnit.SECONDS));
            event = events.poll();
        }
    }

    private void note(Event.Speech event) {
        if (event == null) {
            throw new IllegalStateException("some items do not end");
        }
        switch (event.news()) {
            case STARTED -> startedAt.put(event.id(), event.atNanos());
            case INTERRUPTED -> interruptions.merge(event.id(), 1, Integer::sum);
            case DONE, DROPPED, FAILED -> endedAt.put(event.id(), event.atNanos());
            default -> {
            }
        }
        if (event.news() == SpeechNews.DROPPED || event.news() == SpeechNews.FAILED) {
            SoundProbe.say("lost", event);
        }
    }

    private void tell() {
        int broken = 0;
        int gaps = 0;
        List<Long> late = new ArrayList<>();
        for (Map.Entry<Long, String> each : texts.entrySet()) {
            long id = each.getKey();
            int from = Math.max(0, recording.indexAt(startedAt.get(id) - 100 * MS));
            short[] heard = recording.between(from, recording.indexAt(endedAt.get(id) + 200 * MS));
            short[] meant = SoundProbe.noise(each.getValue()).samples();
            List<Noise.Part> parts = new Noise(meant).partsOf(heard);
            gaps += Math.max(0, parts.size() - 1 - interruptions.getOrDefault(id, 0));
            if (!isWhole(parts, meant.length, interruptions.containsKey(id))) {
                broken++;
                SoundProbe.say("broken", each.getValue() + ", " + interruptions.getOrDefault(id, 0) + " interruptions, "
                        + parts);
            }
            if (!parts.isEmpty()) {
                late.add((recording.timeOf(from + parts.get(0).place()) - startedAt.get(id)) / 1_000);
            }
        }
        List<Long> first = new ArrayList<>(late.subList(0, late.size() / 4));
        List<Long> last = new ArrayList<>(late.subList(late.size() - late.size() / 4, late.size()));
        first.sort(null);
        last.sort(null);
        SoundProbe.say("items", texts.size());
        SoundProbe.say("interruptions", interruptions.values().stream().mapToInt(Integer::intValue).sum());
        SoundProbe.say("broken_items", broken);
        SoundProbe.say("gaps", gaps);
        SoundProbe.say("ran_dry", player.gaps());
        SoundProbe.say("inexact", inexact);
        SoundProbe.say("drift_us", Math.abs(last.get(last.size() / 2) - first.get(first.size() / 2)));
    }

    /** Whether it was heard from its beginning to its end, with nothing left out or heard twice. */
    private boolean isWhole(List<Noise.Part> parts, int length, boolean interrupted) {
        if (parts.isEmpty() || parts.get(0).from() != 0) {
            return false;
        }
        int untold = length - parts.get(parts.size() - 1).end();
        if (untold > (interrupted ? SWELLING : 0)) {
            return false;
        }
        for (int i = 1; i < parts.size(); i++) {
            int error = Math.abs(parts.get(i).from() - parts.get(i - 1).end());
            inexact += error > ALIKE ? 1 : 0;
            if (error > MOST_ERROR) {
                return false;
            }
        }
        return true;
    }
}
