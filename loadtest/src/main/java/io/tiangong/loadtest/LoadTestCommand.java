package io.tiangong.loadtest;

import picocli.CommandLine.Command;

/** {@code loadtest}: open-loop load, faults, an honest report. */
@Command(
    name = "loadtest",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Open-loop load with faults, and a report that says pass or fail.")
final class LoadTestCommand {}
