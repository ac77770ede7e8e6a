package dev.fermata.cli;

import dev.fermata.app.Doctor;
import dev.fermata.app.Places;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fermata doctor}: what works on this machine and what to do about the rest. */
@Command(
        name = "doctor",
        description = "Tries out what Fermata needs of this machine; each line is fine, degraded or broken.",
        footerHeading = "%nExit code:%n",
        footer = "  0 when nothing is broken, 4 otherwise")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Doctor.Finding> findings = new Doctor(Places.ofThisMachine()).examine();
        for (Doctor.Finding finding : findings) {
            out.printf("%-9s %-16s %s%n", finding.verdict().word(), finding.subject(), finding.detail());
        }
        out.flush();
        return findings.stream().anyMatch(finding -> finding.verdict() == Doctor.Verdict.BROKEN)
                ? ExitCode.NO_DESKTOP : ExitCode.OK;
    }
}
