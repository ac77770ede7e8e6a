package dev.fermata.platform.evdev;

import java.time.Duration;

/**
 * Takes the devices once something is to be kept from the game: keyboards for a key, mice for a button, and keeps them
 * then, for to give them back and take them again would be felt.
 *
 * <p>A device is taken when nothing is down on it, or programs would never hear of the release; after
 * {@link #PATIENCE} all the same, for a key may be stuck. All are given back while the agent
 * {@linkplain AgentPulse hangs}, until it does not.
 *
 * <p>Passive, and of the same thread as the {@link Relay}.
 */
final class Taking {
    /** For how long keys that are down are waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How often a device is tried that somebody else has. */
    static final Duration RETRY = Duration.ofSeconds(1);
    /** How long an agent that does not answer has from when that is seen. */
    static final Duration GRACE = Duration.ofSeconds(1);
    /** How often a device is read that has a key down and may be taken by others. */
    static final Duration LOOK = Duration.ofMillis(100);

    private final Relay relay;
    private final AgentPulse pulse;
    private final long settledAt;
    private final Relay.Listener listener;
    private boolean wantsKeyboards;
    private boolean wantsMice;
    private boolean hangs;
    /** When it was first seen that the agent does not answer; {@link Taken#NEVER} while it does. */
    private long missingSince = Taken.NEVER;

    /**
     * @param pulse asked whether the agent lives
     * @param settledAt from when on devices may be taken: programs need a while to open the virtual one
     */
    Taking(Relay relay, AgentPulse pulse, long settledAt, Relay.Listener listener) {
        this.relay = relay;
        this.pulse = pulse;
        this.settledAt = settledAt;
        this.listener = listener;
    }

    /** Takes and gives back what is due. Returns when there is something to do again. */
    long step(long now) {
        Keeping wanted = relay.keeping();
        wantsKeyboards |= wanted.needs(Kind.KEYBOARD);
        wantsMice |= wanted.needs(Kind.MOUSE);
        long next = watch(now);
        for (Taken device : relay.devices()) {
            boolean wants = device.kind == Kind.MOUSE ? wantsMice : wantsKeyboards;
            if (wants && !device.isOurs() && !relay.hasPanicked() && !hangs) {
                next = Math.min(next, take(device, now));
            }
            if (!device.isOurs() && !device.down.isEmpty()) {
                next = Math.min(next, look(device, now));
            }
        }
        return next;
    }

    /** Should another program take a device while a key is down on it, then no event tells of the release. */
    private long look(Taken device, long now) {
        if (device.looksAt <= now) {
            relay.mend(device, now);
            device.looksAt = now + LOOK.toNanos();
        }
        return device.looksAt;
    }

    /** Gives everything back while the agent hangs. */
    private long watch(long now) {
        boolean silent = (relay.taken() > 0 || hangs) && pulse.isMissing(now);
        missingSince = silent ? Math.min(missingSince, now) : Taken.NEVER;
        // Where the whole machine stood still, the agent has yet to get its chance.
        boolean missing = silent && now - missingSince >= GRACE.toNanos();
        if (missing && !hangs) {
            relay.giveBack();
            listener.told("the agent does not answer: keyboards and mice are given back until it does");
        } else if (hangs && !missing) {
            listener.told("the agent answers again");
        }
        hangs = missing;
        if (relay.taken() == 0) {
            return hangs ? now + RETRY.toNanos() : Taken.NEVER;
        }
        return silent ? missingSince + GRACE.toNanos() : pulse.deadline();
    }

    private long take(Taken device, long now) {
        if (now < settledAt || now < device.triesAgainAt) {
            return Math.max(settledAt, device.triesAgainAt);
        }
        if (device.waitsUntil == Taken.NEVER) {
            device.waitsUntil = now + PATIENCE.toNanos();
        }
        relay.mend(device, now);
        boolean neutral = device.down.isEmpty();
        if (!neutral && now < device.waitsUntil) {
            return device.waitsUntil;
        }
        Source.Grab grab = device.source.grab(true);
        if (grab == Source.Grab.GONE) {
            return Taken.NEVER;
        }
        if (grab == Source.Grab.BUSY) {
            device.triesAgainAt = now + RETRY.toNanos();
            tellBusy(device);
            return device.triesAgainAt;
        }
        relay.mend(device, now);
        if (neutral && !device.down.isEmpty()) {
            device.source.grab(false); // Somebody was quicker, and programs have that press.
            return device.waitsUntil;
        }
        device.toldBusy = false;
        if (!neutral) {
            listener.told("'" + device.source.name() + "' had keys down all the time and was taken all the same");
        }
        relay.took(device, now);
        return Taken.NEVER;
    }

    private void tellBusy(Taken device) {
        if (!device.toldBusy) {
            device.toldBusy = true;
            listener.told("another program has taken '" + device.source.name()
                    + "' for itself: nothing is heard of it until that gives it back");
        }
    }
}
