package dev.fermata.sense;

/** The middle of numbers, without sorting them all: what the JDK sorts with allocates for some. */
final class Median {
    private Median() {
    }

    /** The one of the first {@code count} that half of the others do not exceed; changes their order. */
    static double of(double[] numbers, int count) {
        return ranked(numbers, count, count / 2);
    }

    /** The one of the first {@code count} below or at which {@code wanted} others are; changes their order. */
    static double ranked(double[] numbers, int count, int wanted) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            double pivot = numbers[(low + high) >>> 1];
            int left = low - 1;
            int right = high + 1;
            while (true) {
                do {
                    left++;
                } while (numbers[left] < pivot);
                do {
                    right--;
                } while (numbers[right] > pivot);
                if (left >= right) {
                    break;
                }
                double other = numbers[left];
                numbers[left] = numbers[right];
                numbers[right] = other;
            }
            if (wanted <= right) {
                high = right;
            } else {
                low = right + 1;
            }
        }
        return numbers[wanted];
    }
}
