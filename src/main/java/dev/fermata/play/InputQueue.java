package dev.fermata.play;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Actions waiting to be played, in four lanes. Each lane is bounded by itself, so a backlog below
 * never refuses what is urgent; FIFO inside a lane, plus the head of the emergency lane for the
 * player's pre-delay. Only skills and what was said count against a lane's capacity: the player's keys and the
 * clients' actions have bounds of their own, over all lanes.
 *
 * <p>Thread-safe. Nothing is lost silently: an action is either queued or refused with a reason, and
 * what a hold takes out is returned to the caller.
 */
public final class InputQueue {
    /** Bound on the player's own waiting keys; far beyond what hands can do within a pre-delay. */
    static final int PLAYER_CAPACITY = 256;

    /** Why an action was not accepted. */
    public enum Refusal {
        /** Its lane is full. */
        LANE_FULL("lane full"),
        /** Clients have as many actions waiting as they may. */
        BUFFER_FULL("buffer full"),
        /** The same skill, or what was said, is already waiting. */
        DUPLICATE("already queued"),
        /** A hold is on. */
        HELD("held"),
        /** The schedule is not running. */
        CLOSED("not running");

        private final String words;

        Refusal(String words) {
            this.words = words;
        }

        /** The reason as events give it. */
        public String words() {
            return words;
        }
    }

    private final KeyGate gate;
    private final Supplier<DispatchSettings> settings;
    private volatile BufferLimits buffer;

    private final Object lock = new Object();
    /** Filled once; what is in a lane is guarded by the lock. */
    private final Map<Lane, WaitingLane> lanes = new EnumMap<>(Lane.class);
    /** How many wait, by origin. */
    @GuardedBy("lock")
    private final int[] queued = new int[Origin.values().length];
    @GuardedBy("lock")
    private long sequence;
    /** How many wait in all lanes; written under the lock, read without it. */
    private volatile int size;

    /**
     * @param gate asked under this queue's lock, so that what it forbids is refused or found by {@link #removeIf}
     * @param settings say how many actions of skills one lane takes; what is queued beyond a smaller bound stays
     * @param buffer bounds on what clients have waiting
     */
    InputQueue(KeyGate gate, Supplier<DispatchSettings> settings, BufferLimits buffer) {
        this.gate = gate;
        this.settings = settings;
        this.buffer = buffer;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new WaitingLane(lane));
        }
    }

    /** Changes the bounds on what clients have waiting; of what waits already it concerns the age. */
    void limit(BufferLimits limits) {
        buffer = limits;
    }

    /** Adds an action that is not of the player's hands at the end of its lane. Empty when accepted, else why not. */
    Optional<Refusal> offer(ActionRequest request, long nowNanos) {
        synchronized (lock) {
            Optional<Refusal> refusal = refusal(request);
            if (refusal.isPresent()) {
                countersOf(request).rejected++;
            } else {
                enqueue(request, nowNanos, false);
            }
            return refusal;
        }
    }

    /**
     * Adds the player's key with its pre-delay, both or neither: the delay at the head of the
     * emergency lane, the key at the end of its own. Both count as submitted when the key went down.
     */
    Optional<Refusal> offerPlayerKey(ActionRequest delay, ActionRequest key, long downNanos) {
        synchronized (lock) {
            if (queuedBy(Origin.PLAYER) >= PLAYER_CAPACITY) {
                countersOf(key).rejected++;
                return Optional.of(Refusal.LANE_FULL);
            }
            enqueue(delay, downNanos, true);
            enqueue(key, downNanos, false);
            return Optional.empty();
        }
    }

    /** Whether nothing waits in any lane. Lock-free. */
    boolean isEmpty() {
        return size == 0;
    }

    /** Takes the first action of a lane that the condition is true for. An empty lane costs no lock. */
    Optional<ActionRequest> takeFirst(Lane lane, Predicate<ActionRequest> condition) {
        WaitingLane from = lanes.get(lane);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        synchronized (lock) {
            Optional<ActionRequest> taken = from.takeFirst(condition);
            taken.ifPresent(this::removed);
            return taken;
        }
    }

    /** Takes out the clients' actions that have waited too long for the end of a hold. */
    List<ActionRequest> removeExpired(long nowNanos) {
        return nowNanos < nextExpiry() ? List.of()
                : removeIf(each -> each.origin() == Origin.API && expiryOf(each) <= nowNanos);
    }

    /** When the next action will have waited too long; {@link Long#MAX_VALUE} when none can. */
    long nextExpiry() {
        synchronized (lock) {
            if (gate.state() == GateState.OPEN || queuedBy(Origin.API) == 0) {
                return Long.MAX_VALUE;
            }
            long next = Long.MAX_VALUE;
            for (WaitingLane lane : lanes.values()) {
                for (ActionRequest each : lane) {
                    next = each.origin() == Origin.API ? Math.min(next, expiryOf(each)) : next;
                }
            }
            return next;
        }
    }

    /** How many actions of clients wait. */
    int buffered() {
        synchronized (lock) {
            return queuedBy(Origin.API);
        }
    }

    /** Takes out every action the condition is true for, in lane order. */
    List<ActionRequest> removeIf(Predicate<ActionRequest> condition) {
        synchronized (lock) {
            List<ActionRequest> out = new ArrayList<>();
            lanes.values().forEach(lane -> lane.moveIf(condition, out));
            out.forEach(this::removed);
            return out;
        }
    }

    /** It has its turn for the first time: counts that, and tells whose it is. */
    void started(ActionRequest request, long now) {
        request.begins(now);
        long waited = Math.max(0, now - request.submittedNanos());
        synchronized (lock) {
            countersOf(request).waits.recordValue(Math.min(LaneCounters.LONGEST_WAIT_NANOS, waited));
        }
    }

    /** It was played to its end: the same. */
    void played(ActionRequest request, long now) {
        request.ends(ActionOwner.End.PLAYED, now);
        synchronized (lock) {
            countersOf(request).played++;
        }
    }

    /** It was given up: the same. */
    void dropped(ActionRequest request, long now) {
        request.ends(ActionOwner.End.DROPPED, now);
        synchronized (lock) {
            countersOf(request).dropped++;
        }
    }

    /** The desktop refused it: the same. */
    void failed(ActionRequest request, long now) {
        request.ends(ActionOwner.End.FAILED, now);
        synchronized (lock) {
            countersOf(request).failed++;
        }
    }

    /** An estimate of what the waiting actions and the lanes' figures occupy. */
    long estimatedBytes() {
        synchronized (lock) {
            return lanes.values().stream().mapToLong(WaitingLane::estimatedBytes).sum();
        }
    }

    /** Figures of every lane, most urgent first. */
    List<LaneStats> stats() {
        synchronized (lock) {
            return lanes.values().stream().map(WaitingLane::stats).toList();
        }
    }

    @GuardedBy("lock")
    private Optional<Refusal> refusal(ActionRequest request) {
        if (gate.state() == GateState.CLOSED) {
            return Optional.of(Refusal.CLOSED);
        }
        if (request.origin() == Origin.API) {
            return queuedBy(Origin.API) < buffer.size() ? Optional.empty() : Optional.of(Refusal.BUFFER_FULL);
        }
        if (!gate.state().lets(request)) {
            return Optional.of(Refusal.HELD);
        }
        WaitingLane lane = lanes.get(request.lane());
        if (lane.hasSkill(request.label())) {
            return Optional.of(Refusal.DUPLICATE);
        }
        return lane.skills() < settings.get().laneCapacity() ? Optional.empty() : Optional.of(Refusal.LANE_FULL);
    }

    @GuardedBy("lock")
    private LaneCounters countersOf(ActionRequest request) {
        return lanes.get(request.lane()).counters();
    }

    private long expiryOf(ActionRequest request) {
        return Math.max(gate.leftOpenAt(), request.submittedNanos()) + buffer.maxAge().toNanos();
    }

    @GuardedBy("lock")
    private int queuedBy(Origin origin) {
        return queued[origin.ordinal()];
    }

    @GuardedBy("lock")
    private void enqueue(ActionRequest request, long nowNanos, boolean atHead) {
        request.queuedAs(sequence++, nowNanos);
        WaitingLane lane = lanes.get(request.lane());
        if (atHead) {
            lane.addFirst(request);
        } else {
            lane.addLast(request);
        }
        queued[request.origin().ordinal()]++;
        size = size + 1;
    }

    @GuardedBy("lock")
    private void removed(ActionRequest request) {
        queued[request.origin().ordinal()]--;
        size = size - 1;
    }
}
