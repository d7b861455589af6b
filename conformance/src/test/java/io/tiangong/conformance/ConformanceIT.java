package io.tiangong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.conformance.fuzz.FuzzSettings;
import io.tiangong.conformance.fuzz.PlacementFuzz;
import io.tiangong.conformance.placement.Placement;
import io.tiangong.conformance.placement.Servers;
import io.tiangong.conformance.slt.SltFile;
import io.tiangong.conformance.slt.SltReport;
import io.tiangong.conformance.slt.SltRun;
import io.tiangong.conformance.tpch.Tpch;
import io.tiangong.demo.load.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A slice of each proof, on one set of servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceIT {

  private static final long SEED = Long.getLong("conformance.seed", 20_261_123);
  private static final long QUERY_RUNS = 20_000;
  private static final Duration AT_MOST = Duration.ofSeconds(170);
  private static final List<String> FILES =
      List.of(
          "select1.test",
          "evidence/in1.test",
          "evidence/in2.test",
          "evidence/slt_lang_replace.test",
          "evidence/slt_lang_update.test");

  private final Progress progress = new Progress(System.out, System::nanoTime);
  private Servers servers;

  @BeforeAll
  void start() {
    servers = Servers.start(Path.of(System.getProperty("tiangong.root")), progress);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void sqllogictestPassesAtEveryPlacement() throws SQLException {
    SltReport report = new SltReport(System.out);
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      int run = 0;
      for (String file : FILES) {
        for (Placement placement : Placement.values()) {
          String database = "slt_" + run++;
          report.add(SltRun.run(SltFile.read(file), placement, servers, database, executor));
        }
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(report.end()).isZero();
  }

  @Test
  void randomQueriesHaveOneAnswerWhereverTheirTablesLie() throws SQLException {
    FuzzSettings settings = new FuzzSettings(SEED, 0, QUERY_RUNS, AT_MOST, 4);
    assertThat(PlacementFuzz.run(settings, servers, "fuzz", progress, System.out)).isZero();
  }

  @Test
  void tpchOverThreeSourcesEqualsDuckDb() throws SQLException {
    assertThat(Tpch.run(0.01, 0, servers, progress, System.out)).isZero();
  }
}
