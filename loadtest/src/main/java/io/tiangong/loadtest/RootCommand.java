package io.tiangong.loadtest;

import picocli.CommandLine.Command;

/** The root of the command line: measuring, one way or the other. */
@Command(
    name = "tiangong",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures a gateway.")
final class RootCommand {}
