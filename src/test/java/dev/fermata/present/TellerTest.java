package dev.fermata.present;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fermata.present.News.Kind;
import dev.fermata.present.News.Weight;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TellerTest {
    private static final long LONG = 10_000;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();

    /** Keeps what it is told. */
    private class Kept implements Teller.Channel {
        @Override
        public void tell(News news) throws Exception {
            told.add(news.kind() + " " + news.detail());
        }

        @Override
        public void close() {
            told.add("closed");
        }
    }

    @Test
    void tellsWhatMattersEnoughInItsOrder() {
        try (Teller teller = new Teller("test", Weight.STATE, new Kept(), problems::add)) {
            teller.accept(new News(Kind.STARTED, "1"));
            teller.accept(new News(Kind.HELD, "2"));
            teller.accept(new News(Kind.DEAF, "3"));
            teller.await(LONG);
            assertEquals(List.of("STARTED 1", "DEAF 3"), told);
        }
        assertEquals(List.of("STARTED 1", "DEAF 3", "closed"), told);
        assertEquals(List.of(), problems);
    }

    @Test
    void complainsOnceOfAChannelThatFailsAndGoesOnTrying() {
        Kept failing = new Kept() {
            @Override
            public void tell(News news) throws Exception {
                super.tell(news);
                throw new IOException("no device");
            }
        };
        try (Teller teller = new Teller("test", Weight.FAULT, failing, problems::add)) {
            teller.accept(new News(Kind.DEAF, "1"));
            teller.accept(new News(Kind.DEAF, "2"));
            teller.await(LONG);
        }
        assertEquals(List.of("DEAF 1", "DEAF 2", "closed"), told);
        assertEquals(List.of("no device"), problems);
    }

    @Test
    void whoTellsASlowChannelNeverWaits() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        Kept slow = new Kept() {
            @Override
            public void tell(News news) throws Exception {
                busy.countDown();
                goOn.await();
                super.tell(news);
            }
        };
        try (Teller teller = new Teller("test", Weight.FAULT, slow, problems::add)) {
            teller.accept(new News(Kind.DEAF, "0"));
            busy.await();
            for (int i = 1; i < 100; i++) {
                teller.accept(new News(Kind.DEAF, "" + i));
            }
            goOn.countDown();
            teller.await(LONG);
            assertEquals(17, told.size(), "one under way and sixteen that waited");
        }
    }
}
