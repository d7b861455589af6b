package io.tiangong.loadtest.peers;

import io.tiangong.demo.check.SampleQueries;

/** What the peers are asked. */
enum PeerQuery {
  Q1(
      "point lookup by primary key (MariaDB)",
      "SELECT o_orderkey, o_custkey, o_totalprice FROM tpch.orders WHERE o_orderkey = ?"),
  Q2(
      "TPC-H Q6 (Parquet)",
      """
      SELECT SUM(l_extendedprice * l_discount) AS revenue FROM tpch.lineitem
      WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1995-01-01'
        AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24"""),
  Q3(
      "one customer's orders (MariaDB) with their lines (Parquet), aggregated",
      """
      SELECT o.o_orderkey, COUNT(*) AS n, SUM(l.l_extendedprice) AS price
      FROM tpch.orders o JOIN tpch.lineitem l ON l.l_orderkey = o.o_orderkey
      WHERE o.o_custkey = ? GROUP BY o.o_orderkey ORDER BY o.o_orderkey"""),
  Q4(
      "TPC-H Q3: customers and orders (MariaDB) with lines (Parquet), top 10",
      """
      SELECT l.l_orderkey, SUM(l.l_extendedprice * (1 - l.l_discount)) AS revenue, o.o_orderdate,
             o.o_shippriority
      FROM tpch.customer c
      JOIN tpch.orders o ON c.c_custkey = o.o_custkey
      JOIN tpch.lineitem l ON l.l_orderkey = o.o_orderkey
      WHERE c.c_mktsegment = 'BUILDING' AND o.o_orderdate < DATE '1995-03-15'
        AND l.l_shipdate > DATE '1995-03-15'
      GROUP BY l.l_orderkey, o.o_orderdate, o.o_shippriority
      ORDER BY revenue DESC, o.o_orderdate, l.l_orderkey
      LIMIT 10"""),
  Q5("point get (HBase)", "SELECT order_id, status FROM rt.order_track WHERE order_id = ?"),
  Q6("KPI completion (HBase, MariaDB, Parquet)", SampleQueries.KPI.sql());

  private final String title;
  private final String sql;

  PeerQuery(String title, String sql) {
    this.title = title;
    this.sql = sql;
  }

  String title() {
    return title;
  }

  /** TgSQL, with at most one question mark. */
  String sql() {
    return sql;
  }

  boolean hasParameter() {
    return sql.indexOf('?') >= 0;
  }
}
