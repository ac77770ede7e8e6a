package dev.fermata.listen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SphinxLogTest {
    private static final String LOG = """
            INFO: pocketsphinx.c(1168): stop (-100)
            word                 start end   pprob ascr       lscr       lback
            stop                 1     9     1.000 -100       0          1  \s
            INFO: fsg_search.c(868): fsg 0.01 CPU 0.010 xRT
            INFO: pocketsphinx.c(1168): pause everything (-3966)
            word                 start end   pprob ascr       lscr       lback
            <sil>                44    53    1.000 -295       -337       1
            pause                54    80    1.000 -1079      0          1
            everything(2)        81    139   1.000 -1527      0          1  \s
            [NOISE]              140   149   1.000 -20        0          1
            <sil>                150   191   1.000 -391       -337       1
            INFO: cmn_live.c(120): Update from < 61.41  7.09 >
            """;

    @Test
    void theLastOfSeveralCountsWithAllOfItsWords() {
        assertEquals(new SphinxLog.Result("pause everything", -3_312, 86), SphinxLog.last(LOG).orElseThrow());
    }

    @Test
    void whereNothingIsUnderstoodThereIsNothing() {
        assertEquals(Optional.empty(), SphinxLog.last("INFO: cmn_live.c(120): Update from < 61.41  7.09 >\n"));
    }

    @Test
    void whatVersionFiveTellsOfAnEndIsNotCountedTwice() {
        assertEquals(new SphinxLog.Result("go", -2_031_616, 25), SphinxLog.last("""
                INFO: pocketsphinx.c(1350): go (-2872)
                word                 start end   pprob ascr       lscr       lback
                go                   55    79    0.198 -1429504   0          1
                <sil>                80    172   0.198 -602112    0          1
                </s>                 172   172   1.000 -602112    0          1
                """).orElseThrow());
    }

    @Test
    void aPhraseThatFitsAsWellAsAnyPhonesIsSurerThanOneThatFitsMuchWorse() {
        Optional<SphinxLog.Result> any = Optional.of(new SphinxLog.Result("ph_s ph_t", -1_000, 100));
        double good = PocketSphinx.confidence(new SphinxLog.Result("stop", -500, 90), any, 1);
        double equal = PocketSphinx.confidence(new SphinxLog.Result("stop", -1_000, 90), any, 1);
        double bad = PocketSphinx.confidence(new SphinxLog.Result("stop", -2_000, 90), any, 1);
        assertTrue(good > 0.9 && equal > 0.5 && equal < good && bad < 0.1, good + " " + equal + " " + bad);
        assertEquals(0, PocketSphinx.confidence(new SphinxLog.Result("stop", -500, 90), Optional.empty(), 1));
    }

    @Test
    void aPhraseThatIsHalfOfWhatIsSaidIsNotWhatIsSaid() {
        Optional<SphinxLog.Result> any = Optional.of(new SphinxLog.Result("ph_s ph_t", -1_000, 100));
        assertEquals(0, PocketSphinx.confidence(new SphinxLog.Result("stop", -500, 50), any, 1));
        double half = PocketSphinx.confidence(new SphinxLog.Result("stop", -500, 54), any, 1);
        assertTrue(half > 0.4 && half < 0.6, () -> "" + half);
        double noisy = PocketSphinx.confidence(new SphinxLog.Result("stop", -500, 60), any, 1);
        assertTrue(noisy > 0.9, () -> "noise around it has phones as well: " + noisy);
    }

    @Test
    void aPhraseThatIsLongerThanAllThatIsSaidIsNotWhatIsSaid() {
        Optional<SphinxLog.Result> any = Optional.of(new SphinxLog.Result("ph_s ph_t", -3_592, 81));
        assertEquals(0, PocketSphinx.confidence(new SphinxLog.Result("follow me", -2_740, 174), any, 1));
        assertTrue(PocketSphinx.confidence(new SphinxLog.Result("follow me", -2_740, 83), any, 1) > 0.9);
    }
}
