package dev.fermata.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what someone probably meant: the known names within a small edit distance. */
public final class NearestName {
    private static final int MOST = 3;

    private NearestName() {
    }

    /**
     * The known names close to a mistyped one, best first, at most three. Close means an edit
     * distance (insert, delete, replace, swap neighbours) of at most a third of the length, or of
     * one for short words.
     */
    public static List<String> among(Collection<String> known, String mistyped) {
        String wanted = mistyped.strip().toLowerCase(Locale.ROOT);
        int limit = Math.max(1, wanted.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= limit)
                .filter(name -> name.length() > 1)
                .filter(name -> distance(name, wanted) <= limit)
                .sorted(Comparator.comparingInt((String name) -> distance(name, wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Optimal string alignment distance. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + replace,
                        1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
