package io.tiangong.conformance;

import picocli.CommandLine.Command;

/** {@code ./tiangong fuzz}. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = "Runs random queries and compares their answers.",
    subcommands = FuzzPlacementCommand.class)
final class FuzzCommand {}
