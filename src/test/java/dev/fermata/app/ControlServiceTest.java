package dev.fermata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What people are told of the service. */
class ControlServiceTest {
    @Test
    void whatTheSystemRefusesIsOneLineAndOurOwnFaultAWholeTrace() {
        Logger log = (Logger) LoggerFactory.getLogger(ControlService.class);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        log.addAppender(told);
        try {
            ControlService.tell(new IOException("clients cannot connect (Too many open files)"));
            ControlService.tell(new IllegalStateException("wrong"));
        } finally {
            log.detachAppender(told);
        }
        assertEquals(2, told.list.size());
        assertNull(told.list.get(0).getThrowableProxy());
        assertEquals("the pause-control service goes on: clients cannot connect (Too many open files)",
                told.list.get(0).getFormattedMessage());
        assertNotNull(told.list.get(1).getThrowableProxy());
    }
}
