package dev.fermata.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows a list of diagnostics. */
public final class Diagnostics {
    /** How many are shown; a file that is no profile at all may have thousands. */
    public static final int MOST_SHOWN = 50;

    private static final Pattern KEY = Pattern.compile("(?i)key\\w*\\W*=");

    private Diagnostics() {
    }

    /** The same without the lines that may have a key in them: who writes one into a file need not have it shown. */
    public static List<Diagnostic> withoutKeys(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(problem -> new Diagnostic(problem.file(), problem.mark()
                .map(each -> KEY.matcher(each.text()).find()
                        ? new Diagnostic.Mark(each.line(), each.column(), each.width(), "") : each),
                problem.severity(), problem.problem(), problem.expected(), problem.suggestions())).toList();
    }

    /** All of them as shown in a terminal, the later ones only counted when there are too many. */
    public static String render(List<Diagnostic> diagnostics) {
        String shown = diagnostics.stream()
                .limit(MOST_SHOWN)
                .map(Diagnostic::render)
                .collect(Collectors.joining("\n"));
        int left = diagnostics.size() - MOST_SHOWN;
        return left <= 0 ? shown : shown + "\nand " + left + " more";
    }
}
