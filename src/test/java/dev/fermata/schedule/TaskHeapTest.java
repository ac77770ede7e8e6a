package dev.fermata.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fermata.model.ResumePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TaskHeapTest {
    private static final Comparator<Task> ORDER =
            Comparator.comparingLong((Task task) -> task.due).thenComparingLong(task -> task.sequence);

    /** Each number is one operation: add, move the first back or rebuild. */
    @Property(tries = 500)
    void behavesLikeASortedList(@ForAll @Size(max = 200) List<@IntRange(max = 9_999) Integer> operations) {
        TaskHeap heap = new TaskHeap();
        List<Task> model = new ArrayList<>();
        long sequence = 0;
        for (int number : operations) {
            Task some = model.isEmpty() ? null : model.get(number % model.size());
            int due = number / 10 % 20;
            switch (some == null ? 0 : number % 10) {
                case 5, 6, 7 -> {
                    heap.first().due += due;
                    heap.firstMovedBack();
                }
                case 8 -> {
                    model.forEach(task -> task.due = (task.due * 7 + due) % 20);
                    heap.rebuild();
                }
                default -> {
                    Task task = new Task(new TaskSpec("t", Duration.ofSeconds(1), Duration.ZERO, ResumePolicy.REMAINING, false, () -> { }), sequence++);
                    task.due = due;
                    heap.add(task);
                    model.add(task);
                }
            }
            model.sort(ORDER);
            assertEquals(model.size(), heap.size());
            assertSame(model.isEmpty() ? null : model.get(0), heap.first());
        }
        for (Task next : model) {
            assertSame(next, heap.first());
            next.due = Long.MAX_VALUE;
            heap.firstMovedBack();
        }
        heap.clear();
        assertNull(heap.first());
    }
}
