package io.tiangong.demo.load;

import io.tiangong.demo.dataset.CarrierDays;
import io.tiangong.demo.dataset.DailyPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.StringJoiner;

/** Writes {@code kpi.daily_plan}: one directory per day, one Parquet file in each. */
public final class ParquetLoader {

  private static final int ROWS_PER_INSERT = 1_000;

  private ParquetLoader() {}

  /**
   * @param directory of the KPI files; the table's files land in {@code daily_plan} below it
   */
  public static void load(CarrierDays days, Path directory, Progress progress) throws SQLException {
    Progress.Rows rows = progress.rows("Parquet", "kpi.daily_plan");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      Files.createDirectories(directory);
      statement.execute("CREATE TABLE plan (tms VARCHAR, region VARCHAR, planned BIGINT, dt DATE)");
      insert(days, statement, rows);
      statement.execute(
          "COPY (FROM plan ORDER BY dt, tms) TO '%s' (FORMAT parquet, PARTITION_BY (dt))"
              .formatted(directory.resolve("daily_plan").toString().replace("'", "''")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows.done();
  }

  private static void insert(CarrierDays days, Statement statement, Progress.Rows rows)
      throws SQLException {
    for (Iterator<DailyPlan> it = days.plans().iterator(); it.hasNext(); ) {
      StringJoiner values = new StringJoiner(", ", "INSERT INTO plan VALUES ", "");
      for (int i = 0; i < ROWS_PER_INSERT && it.hasNext(); i++) {
        values.add(literals(it.next()));
        rows.add();
      }
      statement.execute(values.toString());
    }
  }

  private static String literals(DailyPlan plan) {
    return "('%s', '%s', %d, DATE '%s')"
        .formatted(plan.tms(), plan.region(), plan.planned(), plan.dt());
  }
}
