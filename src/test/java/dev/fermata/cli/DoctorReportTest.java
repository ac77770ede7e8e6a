package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.doctor.Finding;
import dev.fermata.app.doctor.Verdict;
import dev.fermata.config.profile.ProfileReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to others says nothing of who it is from, and everything else. */
class DoctorReportTest {
    private static final String HOME = "C:\\Users\\Jörg Müller";
    private static final Redaction REDACTION = new Redaction(HOME, "Jörg Müller",
            Map.of("USERPROFILE", HOME, "USERNAME", "Jörg Müller", "COMPUTERNAME", "WOHNZIMMER", "USERDOMAIN", "WOHNZIMMER"),
            List.of("hush.hush"));

    private static Finding finding(Verdict verdict, String detail, String advice) {
        return new Finding(verdict, "permissions", detail, advice, Map.of("median_ms", 1.5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "no log in C:\\Users\\Jörg Müller\\AppData\\Local\\fermata | no log in ~\\AppData\\Local\\fermata",
        "c:/users/JÖRG MÜLLER/x.toml:3 | ~/x.toml:3",
        "C:\\Users\\JRGML~1\\AppData\\Local\\Temp\\jna | ~\\AppData\\Local\\Temp\\jna",
        "/home/anna/.config and /Users/ben | ~/.config and ~",
        "the program of jörg müller on Wohnzimmer | the program of USER on MACHINE",
        "token hush.hush is short | token SECRET is short",
        "https://me:pw@tts.example.org:9880/tts fails | https://SERVER/tts fails",
        "http://127.0.0.1:8010 and http://localhost:9880/x | http://127.0.0.1:8010 and http://localhost:9880/x",
        "anna@example.org wrote it | ADDRESS wrote it",
        "17.0.10.1, Windows 10 amd64, 3/4 | 17.0.10.1, Windows 10 amd64, 3/4"})
    void whatSaysWhoSomebodyIsIsTakenOut(String text, String clean) {
        assertEquals(clean, REDACTION.of(text));
    }

    @Test
    void aNameWithinAWordIsNoName() {
        Redaction root = new Redaction("/root", "root", Map.of("HOME", "/root/"), List.of());
        assertEquals("rooted: ~/x, USER's, /rooted", root.of("rooted: /root/x, root's, /rooted"));
    }

    @Test
    void theReportHasMachineChecksFiguresAndPlacesForWhatIsSeen() {
        String text = new DoctorReport(Map.of("java", "17, at " + HOME + "\\jdk"), List.of(
                finding(Verdict.DEGRADED, "no log can be written to the folder " + HOME
                        + "\\AppData\\Local\\a folder with blanks in it, so that the line is broken\\fermata",
                        "make " + HOME + "\\AppData yours"))).text(REDACTION);
        assertFalse(text.contains("Jörg") || text.contains("Müller") || text.contains("Users\\"), text);
        assertTrue(text.startsWith("# Fermata report\n") && text.contains("java                 17, at ~\\jdk\n"), text);
        assertTrue(text.contains("degraded  permissions") && text.contains("permissions          median_ms 1.5\n"), text);
        assertTrue(text.endsWith("\n15.\n16.\n") && text.contains("\n1.\n2.\n"), text);
    }

    @Test
    void theMachineNamesNobody() {
        Map<String, String> machine = DoctorReport.machine("Windows", Map.of("USERNAME", "anna", "SESSIONNAME", "Console",
                "FERMATA_TOKEN", "hush", "PATH", "C:\\Users\\anna\\bin"));
        assertEquals("Console", machine.get("SESSIONNAME"));
        assertTrue(machine.keySet().containsAll(List.of("fermata", "java", "system", "platform", "encodings")));
        assertFalse(machine.toString().contains("anna") || machine.toString().contains("hush"), machine::toString);
    }

    @Test
    void onlyAReportIsWrittenOver(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.txt");
        DoctorReport.write(report, new DoctorReport(Map.of(), List.of()).text(REDACTION));
        assertTrue(DoctorReport.isReport(report));
        assertFalse(DoctorReport.isReport(Files.writeString(folder.resolve("letter.txt"), "Dear Anna, # Fermata report")));
        assertFalse(DoctorReport.isReport(Files.writeString(folder.resolve("empty"), "")));
    }

    @Test
    void aFileOfSomebodyElseIsRefusedBeforeAnythingIsTried(@TempDir Path folder) throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear Anna");
        StringWriter err = new StringWriter();
        assertEquals(ExitCode.USAGE, Main.commandLine().setErr(new PrintWriter(err))
                .execute("doctor", "--report", letter.toString()));
        assertTrue(err.toString().contains("letter.txt is there already, and is no report"), err::toString);
        assertEquals("Dear Anna", Files.readString(letter));
    }

    @Test
    void itHasAPlaceForEachStepOfTheTrial() throws IOException {
        long steps = Files.readString(Path.of("docs/windows-trial.md")).lines()
                .filter(line -> line.matches("\\| \\d+ \\|.*")).count();
        assertEquals(DoctorReport.STEPS, steps);
    }

    @Test
    void theProfileOfTheTrialHasNoMistake() throws IOException {
        Matcher profile = Pattern.compile("(?s)```toml\n(.*?)```").matcher(Files.readString(Path.of("docs/windows-trial.md")));
        assertTrue(profile.find());
        assertEquals(List.of(), ProfileReader.parse("trial", profile.group(1)).diagnostics());
    }
}
