package io.tiangong.loadtest.peers;

import io.tiangong.loadtest.fleet.ExtraTables;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Three tables of TPC-H as dbgen makes them: customers and orders in MariaDB, lines in Parquet. */
final class TpchData {

  private static final String CATALOG =
      """
      CREATE TABLE tpch.customer (
        c_custkey BIGINT NOT NULL,
        c_mktsegment VARCHAR NOT NULL,
        PRIMARY KEY (c_custkey) NOT ENFORCED
      ) WITH ('source' = 'mysql_ord', 'table' = 'tpch.customer');
      CREATE TABLE tpch.orders (
        o_orderkey BIGINT NOT NULL,
        o_custkey BIGINT NOT NULL,
        o_totalprice DECIMAL(12, 2) NOT NULL,
        o_orderdate DATE NOT NULL,
        o_shippriority INTEGER NOT NULL,
        PRIMARY KEY (o_orderkey) NOT ENFORCED
      ) WITH ('source' = 'mysql_ord', 'table' = 'tpch.orders');
      CREATE TABLE tpch.lineitem (
        l_orderkey BIGINT NOT NULL,
        l_quantity DECIMAL(12, 2) NOT NULL,
        l_extendedprice DECIMAL(12, 2) NOT NULL,
        l_discount DECIMAL(12, 2) NOT NULL,
        l_shipdate DATE NOT NULL
      ) WITH ('source' = 'kpi_files', 'format' = 'parquet');
      """;

  private static final List<String> MARIADB =
      List.of(
          "CREATE DATABASE IF NOT EXISTS tpch",
          "DROP TABLE IF EXISTS tpch.customer",
          "DROP TABLE IF EXISTS tpch.orders",
          "CREATE TABLE tpch.customer (c_custkey BIGINT PRIMARY KEY, c_mktsegment VARCHAR(10) NOT"
              + " NULL)",
          "CREATE TABLE tpch.orders (o_orderkey BIGINT PRIMARY KEY, o_custkey BIGINT NOT NULL,"
              + " o_totalprice DECIMAL(12, 2) NOT NULL, o_orderdate DATE NOT NULL, o_shippriority"
              + " INT NOT NULL, KEY by_customer (o_custkey))",
          "LOAD DATA LOCAL INFILE '@customer@' INTO TABLE tpch.customer FIELDS TERMINATED BY '|'"
              + " (c_custkey, @a, @b, @c, @d, @e, c_mktsegment)",
          "LOAD DATA LOCAL INFILE '@orders@' INTO TABLE tpch.orders FIELDS TERMINATED BY '|'"
              + " (o_orderkey, o_custkey, @a, o_totalprice, o_orderdate, @b, @c, o_shippriority)",
          "ANALYZE TABLE tpch.customer, tpch.orders");

  private static final String PARQUET =
      """
      COPY (SELECT column00::BIGINT AS l_orderkey, column04::DECIMAL(12, 2) AS l_quantity,
                   column05::DECIMAL(12, 2) AS l_extendedprice, column06::DECIMAL(12, 2) AS l_discount,
                   column10::DATE AS l_shipdate
            FROM read_csv('%s', delim = '|', header = false, all_varchar = true))
      TO '%s' (FORMAT parquet)""";

  private TpchData() {}

  /**
   * @param scale 1 is a gigabyte
   */
  static ExtraTables tables(double scale) {
    return new ExtraTables(
        "-tpch-" + scale,
        Map.of("60-tpch.sql", CATALOG),
        (mariaDb, files) -> load(scale, mariaDb, files));
  }

  private static void load(double scale, Connection mariaDb, Path files) throws SQLException {
    try {
      Files.createDirectories(files.resolve("lineitem"));
      Path customer = write(TpchTable.CUSTOMER, scale, files);
      Path orders = write(TpchTable.ORDERS, scale, files);
      Path lines = write(TpchTable.LINE_ITEM, scale, files);
      try (Statement statement = mariaDb.createStatement()) {
        for (String sql : MARIADB) {
          statement.execute(
              sql.replace("@customer@", customer.toString())
                  .replace("@orders@", orders.toString()));
        }
      }
      try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duckDb.createStatement()) {
        Path parquet = files.resolve("lineitem").resolve("part-0.parquet");
        statement.execute(PARQUET.formatted(lines, parquet));
      }
      for (Path text : List.of(customer, orders, lines)) {
        Files.delete(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(TpchTable<? extends TpchEntity> table, double scale, Path files)
      throws IOException {
    Path file = files.resolve(table.getTableName() + ".tmp");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (TpchEntity row : table.createGenerator(scale, 1, 1)) {
        out.write(row.toLine());
        out.write('\n');
      }
    }
    return file;
  }
}
