package io.tiangong.loadtest;

import picocli.CommandLine.Command;

/** The root of the load test's command line. */
@Command(
    name = "loadtest",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures a gateway.")
final class LoadTestCommand {}
