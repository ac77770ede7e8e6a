package dev.fermata.input;

/** Whether skills and clients may act. The player's own keys always may. */
enum Gate {
    /** Everything plays. */
    OPEN,
    /** What has begun finishes; nothing of skills or clients begins any more. */
    DRAINING,
    /** Skills are silent unless they run during holds; clients' actions wait. */
    HELD,
    /** The schedule is not running: nothing but the player's keys is accepted. */
    CLOSED
}
