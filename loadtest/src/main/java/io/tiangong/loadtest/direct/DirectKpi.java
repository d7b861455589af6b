package io.tiangong.loadtest.direct;

import io.tiangong.demo.dataset.Calendar;
import io.tiangong.loadtest.direct.DirectMariaDb.Detail;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The KPI query as somebody would write it in Java over three drivers: the plan from Parquet, then
 * HBase and MariaDB at the same time, joined in a map. Used by one thread.
 */
public final class DirectKpi implements AutoCloseable {

  private static final int BEST = 10;

  private record Planned(String tms, String region, long planned) {}

  /** A row of the answer. */
  public record Completion(
      String tms,
      String region,
      long planned,
      long done,
      long orders,
      BigDecimal amount,
      @Nullable Double rate) {}

  private final DirectMariaDb mariaDb;
  private final DirectHBase hbase;
  private final Connection duckDb;
  private final PreparedStatement plan;

  public DirectKpi(DirectMariaDb mariaDb, DirectHBase hbase, Path kpiFiles) throws SQLException {
    this.mariaDb = mariaDb;
    this.hbase = hbase;
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    plan =
        duckDb.prepareStatement(
            "SELECT tms, region, planned FROM read_parquet('%s/daily_plan/dt=%s/*.parquet')"
                .formatted(kpiFiles, Calendar.TODAY));
  }

  public List<Completion> best() throws SQLException {
    List<Planned> planned = planned();
    CompletableFuture<List<Long>> done =
        hbase.doneToday(planned.stream().map(Planned::tms).toList());
    Map<String, Detail> details = mariaDb.detailsToday();
    List<Long> counters = done.join();
    List<Completion> all = new ArrayList<>();
    for (int i = 0; i < planned.size(); i++) {
      Detail detail = details.get(planned.get(i).tms());
      if (detail != null) {
        all.add(completion(planned.get(i), counters.get(i), detail));
      }
    }
    all.sort(
        Comparator.comparing(
                Completion::rate, Comparator.nullsLast(Comparator.<Double>reverseOrder()))
            .thenComparing(Completion::tms));
    return all.subList(0, Math.min(BEST, all.size()));
  }

  private List<Planned> planned() throws SQLException {
    List<Planned> planned = new ArrayList<>();
    try (ResultSet rows = plan.executeQuery()) {
      while (rows.next()) {
        planned.add(new Planned(rows.getString(1), rows.getString(2), rows.getLong(3)));
      }
    }
    return planned;
  }

  private static Completion completion(Planned planned, long done, Detail detail) {
    return new Completion(
        planned.tms(),
        planned.region(),
        planned.planned(),
        done,
        detail.orders(),
        detail.amount(),
        planned.planned() == 0 ? null : (Double) ((double) done / (double) planned.planned()));
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
