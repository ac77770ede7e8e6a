package dev.fermata.model;

/** What a hold does to a timed task's next run. */
public enum ResumePolicy {
    /** The time that was left when the hold began still has to pass. No starvation, no burst. */
    REMAINING,
    /**
     * One whole interval from the resume, the original system's rule. Long intervals starve when
     * the player taps a priority key more often than the interval.
     */
    RESTART,
    /** Unchanged: time ticks on during the hold; if the run is past, it is due at once, once. */
    REALTIME
}
