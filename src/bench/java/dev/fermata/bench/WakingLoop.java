package dev.fermata.bench;

import java.util.concurrent.locks.LockSupport;

/** The floor of everything that wakes up: a program that does nothing else. Argument: how often a second. */
public final class WakingLoop {
    private WakingLoop() {
    }

    /** Prints {@code ready} and wakes until it is ended. */
    public static void main(String[] arguments) {
        long interval = Math.round(1e9 / Double.parseDouble(arguments[0]));
        System.out.println("ready");
        for (long due = System.nanoTime() + interval;; due += interval) {
            long left;
            while ((left = due - System.nanoTime()) > 0) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
