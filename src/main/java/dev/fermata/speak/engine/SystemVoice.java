package dev.fermata.speak.engine;

import dev.fermata.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The voice that a system has itself, or that is usual on it. */
public final class SystemVoice {
    /** The one of espeak-ng that reads the syllables of Chinese as Chinese; {@code cmn} reads them as English. */
    private static final String CHINESE = "cmn-latn-pinyin";

    /** Lists the voices of Linux. */
    public static final List<String> ESPEAK_LISTING = List.of("espeak-ng", "--voices");
    /** Lists the voices of macOS; not yet run. */
    public static final List<String> MAC_LISTING = List.of("say", "-v", "?");
    /** Lists the voices of Windows; not yet run. */
    public static final List<String> WINDOWS_LISTING = List.of("powershell", "-NoProfile", "-Command",
            "Add-Type -AssemblyName System.Speech; (New-Object System.Speech.Synthesis.SpeechSynthesizer)"
                    + ".GetInstalledVoices() | ForEach-Object { $_.VoiceInfo.Name }");

    private SystemVoice() {
    }

    /** That of Linux: espeak-ng. @param voice as {@code espeak-ng --voices} lists them; empty for English */
    public static Engine espeak(Clock clock, String voice) {
        return new CommandEngine(clock, CommandEngine.MOST_TIME,
                text -> List.of("espeak-ng", "--stdin", "--stdout", "-b",
                "1", "-v", espeakVoice(voice, text)), "espeak-ng", "espeak-ng " + voice);
    }

    /** Other voices say of Chinese that it is a Chinese letter. */
    static String espeakVoice(String voice, String text) {
        boolean chinese = text.codePoints()
                .anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN);
        return chinese && !voice.startsWith("cmn") && !voice.startsWith("yue") && !voice.startsWith("ja") ? CHINESE
                : voice.isEmpty() ? "en" : voice;
    }

    /** That of Windows, by PowerShell; not yet run. @param voice as Windows names it; empty for the usual one */
    public static Engine windows(Clock clock, String voice) {
        String select = voice.isEmpty() ? "" : "$s.SelectVoice('" + voice.replace("'", "''") + "');";
        String script = "[Console]::InputEncoding=[Text.Encoding]::UTF8;Add-Type -AssemblyName System.Speech;"
                + "$s=New-Object System.Speech.Synthesis.SpeechSynthesizer;" + select
                + "$m=New-Object IO.MemoryStream;$s.SetOutputToWaveStream($m);$s.Speak([Console]::In.ReadToEnd());"
                + "$s.SetOutputToNull();$o=[Console]::OpenStandardOutput();$m.WriteTo($o);$o.Flush()";
        return new CommandEngine(clock, CommandEngine.MOST_TIME,
                text -> List.of("powershell", "-NoProfile", "-NonInteractive", "-Command", script), "Windows' voice",
                "windows " + voice);
    }

    /** That of macOS, {@code say}; not yet run. @param voice as {@code say -v ?} lists them; empty for the usual one */
    public static Engine mac(Clock clock, String voice) {
        List<String> command = new ArrayList<>(List.of("sh", "-c",
                "f=$(mktemp) && say \"$@\" -f - -o \"$f\" --file-format=WAVE --data-format=LEI16@22050 && cat \"$f\";"
                        + " e=$?; rm -f \"$f\"; exit $e", "say"));
        if (!voice.isEmpty()) {
            command.addAll(List.of("-v", voice));
        }
        return new CommandEngine(clock, CommandEngine.MOST_TIME, text -> List.copyOf(command), "macOS' voice",
                "macos " + voice);
    }
}
