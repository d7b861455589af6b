package io.tiangong.conformance;

import picocli.CommandLine.Command;

/** The proofs, by name. */
@Command(
    name = "tiangong",
    mixinStandardHelpOptions = true,
    subcommands = {SltCommand.class, FuzzCommand.class, TpchCommand.class})
final class ConformanceCommand {}
