package io.tiangong.conformance;

import io.tiangong.conformance.placement.Placement;
import io.tiangong.conformance.placement.Servers;
import io.tiangong.conformance.slt.SltFile;
import io.tiangong.conformance.slt.SltReport;
import io.tiangong.conformance.slt.SltRun;
import io.tiangong.demo.load.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tiangong slt}. */
@Command(
    name = "slt",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs files of sqllogictest through the gateway, with the tables in MariaDB, in Parquet and",
      "in HBase. Last line: N passed, N failed, N skipped."
    })
final class SltCommand implements Callable<Integer> {

  private static final int QUERIES_AT_ONCE = 4;

  @Option(
      names = "--placement",
      description = "Where the tables lie: ${COMPLETION-CANDIDATES} (default: each in turn).")
  private List<Placement> placements = new ArrayList<>();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A file, or one of the suite, such as select1.test or evidence/in1.test.")
  private List<String> files = new ArrayList<>();

  @Override
  public Integer call() throws SQLException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SltReport report = new SltReport(out);
    List<SltFile> read = files.stream().map(SltFile::read).toList();
    Progress progress = new Progress(out, System::nanoTime);
    ExecutorService executor = Executors.newFixedThreadPool(QUERIES_AT_ONCE);
    Path root = Path.of(System.getProperty("tiangong.root", "."));
    try (Servers servers = Servers.start(root, progress)) {
      List<Placement> wanted = placements.isEmpty() ? List.of(Placement.values()) : placements;
      int run = 0;
      for (SltFile file : read) {
        for (Placement placement : wanted) {
          report.add(SltRun.run(file, placement, servers, "slt_" + run++, executor));
        }
      }
    } finally {
      executor.shutdownNow();
    }
    return report.end();
  }
}
