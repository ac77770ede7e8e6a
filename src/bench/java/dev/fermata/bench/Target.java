package dev.fermata.bench;

import java.util.Locale;

/**
 * What a figure has to be. Most compare with the figure of a peer, or of the least any program needs,
 * taken in the same run: such a comparison is good on a slow or busy machine too.
 */
sealed interface Target {
    /** No promise; the figure is there to be known. */
    Target NONE = new None();

    /** Whether that figure, beside that other one, is as promised. */
    boolean isMet(double ours, double theirs);

    /** How the table shows it; empty when nothing is promised. */
    String words();

    /** At most a fixed number. */
    record AtMost(double limit) implements Target {
        @Override
        public boolean isMet(double ours, double theirs) {
            return ours <= limit;
        }

        @Override
        public String words() {
            return "<= " + Figures.number(limit);
        }
    }

    /** At most so many times the other figure. */
    record Within(double times) implements Target {
        @Override
        public boolean isMet(double ours, double theirs) {
            return ours <= times * theirs;
        }

        @Override
        public String words() {
            return String.format(Locale.ROOT, "<= %sx", Figures.number(times));
        }
    }

    /** See {@link #NONE}. */
    record None() implements Target {
        @Override
        public boolean isMet(double ours, double theirs) {
            return true;
        }

        @Override
        public String words() {
            return "";
        }
    }
}
