package dev.fermata.stream.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * What a connection to a feed has to do, said in another way than it is written: by what has been seen so far. It is
 * stepped whenever time has passed, so what is due is found late, but found.
 */
final class ConnectionModel {
    private static final long S = 1_000_000_000L;

    private int opens;
    /** Of the open that has not ended; 0 for none. */
    private int live;
    private boolean isOpen;
    private boolean over;
    private boolean ended;
    private boolean lossTold;
    private int lost;
    private long openedAt;
    private long lastSign;
    private long lastMessage;
    private long lastPing;
    private long lostAt;

    int number() {
        return opens;
    }

    String state() {
        return ended ? "closed" : live == 0 ? "waiting" : isOpen ? "open" : "connecting";
    }

    void stepped(long now, List<String> did) {
        if (ended) {
            assertEquals(List.of(), did);
        } else if (live == 0) {
            // At once the first time, then within the rest and no sooner than half of it.
            long rest = opens == 0 ? 0 : Math.min(60 * S, S << Math.min(lost - 1, 10));
            long since = now - lostAt;
            if (!did.isEmpty()) {
                assertTrue(since >= rest / 2, "not before " + rest / 2 + ": " + since);
                assertEquals(List.of("open " + ++opens), did);
                live = opens;
                isOpen = false;
                openedAt = now;
            } else {
                assertTrue(since < rest, "a try is due: " + since + " of " + rest);
            }
        } else if (!isOpen) {
            if (now - openedAt >= 10 * S) {
                givenUp(now, did);
            } else {
                assertEquals(List.of(), did);
            }
        } else if (now - lastSign >= 95 * S || !over && now - lastMessage >= 1_200 * S) {
            givenUp(now, did);
        } else if (now - lastPing >= 30 * S) {
            assertEquals(List.of("ping " + live), did);
            lastPing = now;
        } else {
            assertEquals(List.of(), did);
        }
    }

    private void givenUp(long now, List<String> did) {
        assertEquals("close " + live, did.get(0));
        live = 0;
        lostAt = now;
        if (over) {
            ended = true;
            assertEquals(List.of("CLOSED the stream is over"), did.subList(1, did.size()));
            return;
        }
        lost++;
        assertEquals(lossTold ? 1 : 2, did.size(), did.toString());
        assertTrue(lossTold || did.get(1).startsWith("LOST "), did.toString());
        lossTold = true;
    }

    void opened(int number, long now, List<String> did) {
        if (number != live || live == 0 || isOpen) {
            assertEquals(List.of(), did);
            return;
        }
        assertEquals(List.of("CONNECTED"), did);
        isOpen = true;
        lossTold = false;
        lastSign = now;
        lastMessage = now;
        lastPing = now;
    }

    void ended(int number, long now, List<String> did) {
        if (number == live && live != 0) {
            givenUp(now, did);
        } else {
            assertEquals(List.of(), did);
        }
    }

    void alive(int number, long now) {
        lastSign = number == live && isOpen ? now : lastSign;
    }

    boolean heard(int number, FeedReader.Reading reading, long now) {
        if (number != live || live == 0 || !isOpen) {
            return false;
        }
        lastSign = now;
        if (reading.sign() == FeedReader.Sign.LIVE) {
            lastMessage = now;
            lost = 0;
            over = false;
        }
        over |= reading.sign() == FeedReader.Sign.ENDED;
        return true;
    }
}
