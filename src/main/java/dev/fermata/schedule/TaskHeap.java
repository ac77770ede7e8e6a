package dev.fermata.schedule;

import java.util.Arrays;

/**
 * A binary min-heap of tasks ordered by (due, sequence number). Each task knows its index, so it can
 * be removed or moved in O(log n). Not thread-safe: the scheduler's lock guards it.
 */
final class TaskHeap {
    private Task[] tasks = new Task[16];
    private int size;

    int size() {
        return size;
    }

    /** The task that is due first, or null. */
    Task first() {
        return size == 0 ? null : tasks[0];
    }

    Task get(int index) {
        return tasks[index];
    }

    void add(Task task) {
        if (size == tasks.length) {
            tasks = Arrays.copyOf(tasks, size * 2);
        }
        task.heapIndex = size;
        tasks[size++] = task;
        siftUp(task.heapIndex);
    }

    void remove(Task task) {
        int index = task.heapIndex;
        task.heapIndex = Task.NOT_QUEUED;
        Task last = tasks[--size];
        tasks[size] = null;
        if (last != task) {
            place(last, index);
            moved(last);
        }
    }

    /** Restores the order after the task's due time was changed. */
    void moved(Task task) {
        siftUp(task.heapIndex);
        siftDown(task.heapIndex);
    }

    /** Restores the order after any number of due times were changed, in O(n). */
    void rebuild() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            tasks[i].heapIndex = Task.NOT_QUEUED;
        }
        Arrays.fill(tasks, 0, size, null);
        size = 0;
    }

    private void siftUp(int from) {
        Task task = tasks[from];
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (!task.isBefore(tasks[parent])) {
                break;
            }
            place(tasks[parent], index);
            index = parent;
        }
        place(task, index);
    }

    private void siftDown(int from) {
        Task task = tasks[from];
        int index = from;
        int half = size >>> 1;
        while (index < half) {
            int child = 2 * index + 1;
            if (child + 1 < size && tasks[child + 1].isBefore(tasks[child])) {
                child++;
            }
            if (!tasks[child].isBefore(task)) {
                break;
            }
            place(tasks[child], index);
            index = child;
        }
        place(task, index);
    }

    private void place(Task task, int index) {
        tasks[index] = task;
        task.heapIndex = index;
    }
}
