package io.tiangong.loadtest;

import picocli.CommandLine.Command;

/** {@code bench}: closed-loop measurements beside their floors. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Closed-loop measurements beside their floors.")
final class BenchCommand {}
