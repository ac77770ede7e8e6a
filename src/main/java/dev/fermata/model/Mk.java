package dev.fermata.model;
/** x. */
public final class Mk {
    static final long[] T = new long[64]; static final String[] N = new String[64]; static volatile int n; public static volatile boolean on;
    private Mk() { }
    /** x. */
    public static void m(String s) { if (on && n < 60) { int i = n; n = i + 1; N[i] = s; T[i] = System.nanoTime(); } }
    /** x. */
    public static void dump() { StringBuilder b = new StringBuilder("MARKS "); for (int i = 0; i < n; i++) { b.append(N[i]).append(' ').append((T[i]-T[0])/1000).append(", "); } n = 0; System.err.println(b); }
}
