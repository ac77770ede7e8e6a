package dev.fermata.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.Node;
import dev.fermata.control.client.AgentClient;
import dev.fermata.control.client.ClientException;
import dev.fermata.model.Key;
import dev.fermata.record.Figures;
import dev.fermata.record.RecordedTake;
import dev.fermata.record.Recorder;
import dev.fermata.record.Wanted;
import dev.fermata.segment.SegmentLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Has the agent that is running listen, which tells its own keys from the player's, and records here what it tells: so
 * nothing is lost with the agent but the last moment. Its thread, {@code recording}, asks for news.
 */
final class AgentSource implements RecordingSource {
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Until its end is told: longer than any. */
    private static final long UNTIL_TOLD = TimeUnit.HOURS.toNanos(13);
    private static final String PLAYER = "agent";

    private final AgentClient agent;
    private final String id;
    private final Recorder recorder;
    private final Consumer<String> problems;
    private volatile boolean closed;
    /** Of the agent's clock, from the recording's beginning. */
    @GuardedBy("this")
    private long nowNanos;
    @GuardedBy("this")
    private long nextStep;
    @GuardedBy("this")
    private boolean isOver;

    /**
     * Begins.
     *
     * @param takes told of each take as soon as it has ended
     * @param problems told why it has ended when the user has not ended it
     * @throws ClientException when the agent refuses
     */
    AgentSource(AgentClient agent, Wanted wanted, SegmentLimits limits, Consumer<RecordedTake> takes,
            Consumer<String> problems) {
        this.agent = agent;
        this.problems = problems;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("keys", wanted.keys().stream().filter(key -> !wanted.pointer() || !key.isWheel()).map(Key::id).sorted()
                .collect(Collectors.joining(",")));
        body.put("pointer", wanted.pointer());
        body.put("client", "record");
        id = agent.post("/recording", body).json().get("recording").text();
        recorder = new Recorder(wanted, Set.of(), limits, takes, 0);
        Thread thread = new Thread(this::run, "recording");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed && !figures().isOver()) {
            LockSupport.parkNanos(BETWEEN_NANOS);
            ask("/recording/news", Set.of());
        }
    }

    /** Asks one at a time: what is told is told once. */
    private synchronized void ask(String path, Set<Key> gesture) {
        if (isOver) {
            return;
        }
        boolean end = path.endsWith("end");
        try {
            Node news = agent.post(path, Map.of("recording", id)).json();
            for (Node line : news.get("lines").list()) {
                told(line.text());
            }
            nowNanos = TimeUnit.MICROSECONDS.toNanos(news.get("now_us").whole().orElse(0));
            stepUntil(nowNanos);
            if (news.get("ended").isThere() && !end) {
                problems.accept("the recording has ended: " + AnswerText.plain(news.get("ended").text()));
                end = true;
            }
        } catch (ClientException e) {
            problems.accept("the recording has ended: " + e.getMessage());
            end = true;
        }
        if (end) {
            isOver = true;
            recorder.finish(gesture, nowNanos);
        }
    }

    @GuardedBy("this")
    private void told(String line) {
        String[] words = line.split(" ");
        long at = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(words[0]));
        stepUntil(at);
        switch (words[1]) {
            case "down", "up" -> Key.find(words[2]).ifPresent(key -> recorder.key(key, words[1].equals("down"), at));
            case "wheel" -> recorder.key(words[2].startsWith("-") ? Key.WHEEL_DOWN : Key.WHEEL_UP, true, at);
            case "move" -> recorder.pointer(Integer.parseInt(words[2]), Integer.parseInt(words[3]), at);
            case "plays" -> recorder.playbackStarted(PLAYER, UNTIL_TOLD, at);
            case "rests" -> recorder.playbackEnded(PLAYER, at);
            default -> { } // of a newer agent
        }
        nextStep = recorder.step(at);
    }

    /** As if it had been stepped whenever it wanted to be. */
    @GuardedBy("this")
    private void stepUntil(long untilNanos) {
        while (nextStep <= untilNanos) {
            nextStep = recorder.step(nextStep);
        }
    }

    @Override
    public String where() {
        return "the desktop of the fermata that is running";
    }

    @Override
    public Figures figures() {
        return recorder.figures();
    }

    @Override
    public void finish(Set<Key> gesture) {
        ask("/recording/end", gesture);
    }

    @Override
    public void close() {
        closed = true;
    }
}
