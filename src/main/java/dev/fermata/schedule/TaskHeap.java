package dev.fermata.schedule;

import java.util.Arrays;

/**
 * A binary min-heap of tasks ordered by (due, sequence number). Not thread-safe: the scheduler's lock guards it.
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
        tasks[size] = task;
        siftUp(size++);
    }

    /** Takes a task out, in O(n). Returns whether it was there. */
    boolean remove(Task task) {
        for (int i = 0; i < size; i++) {
            if (tasks[i] == task) {
                tasks[i] = tasks[--size];
                tasks[size] = null;
                rebuild();
                return true;
            }
        }
        return false;
    }

    /** Restores the order after the first task was made due later. */
    void firstMovedBack() {
        siftDown(0);
    }

    /** Restores the order after any number of due times were changed, in O(n). */
    void rebuild() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    void clear() {
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
            tasks[index] = tasks[parent];
            index = parent;
        }
        tasks[index] = task;
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
            tasks[index] = tasks[child];
            index = child;
        }
        tasks[index] = task;
    }
}
