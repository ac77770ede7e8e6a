package dev.fermata.cli;

import picocli.CommandLine.Option;

/** The option {@code --help} of every command. */
final class HelpOption {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean requested;
}
