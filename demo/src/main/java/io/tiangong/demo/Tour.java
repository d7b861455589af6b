package io.tiangong.demo;

import io.tiangong.cli.TableFormat;
import io.tiangong.client.QueryResult;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.Trailer;
import io.tiangong.demo.check.DemoQuery;
import io.tiangong.demo.check.SampleQueries;
import io.tiangong.demo.run.DemoUsers;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Shows the sample queries with their answers, and how to connect. */
record Tour(TiangongClient client, PrintStream out) {

  private static final double NANOS_PER_MILLI = 1e6;

  void run(String target, DemoUsers users) {
    SampleQueries.all().forEach(this::show);
    out.println("\n── EXPLAIN of the first query");
    out.println(client.explain(SampleQueries.KPI.sql()).text());
    out.println(connecting(target, users));
  }

  private void show(DemoQuery query) {
    out.println("\n── " + query.title());
    out.println(query.sql() + parameters(query));
    try (QueryResult result = client.query(query.sql(), query.parameters().toArray())) {
      StringWriter text = new StringWriter();
      TableFormat table = new TableFormat(text, 0);
      table.begin(result.columns());
      while (result.next()) {
        table.row(result);
      }
      table.end();
      out.print(text);
      out.println(summary(result.trailer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String parameters(DemoQuery query) {
    return query.parameters().isEmpty() ? "" : "   -- ? = " + query.parameters();
  }

  private static String summary(Trailer trailer) {
    return String.format(
        Locale.ROOT,
        "%d rows, %.1f ms at the gateway (plan %.1f ms)",
        trailer.rows(),
        trailer.total().toNanos() / NANOS_PER_MILLI,
        trailer.plan().toNanos() / NANOS_PER_MILLI);
  }

  private static String connecting(String target, DemoUsers users) {
    return """

    ── How to connect
    a shell        ./tiangong sql --url %1$s
    one statement  ./tiangong sql --url %1$s -e "SELECT COUNT(*) FROM ord.orders"
    any language   buf curl --http2-prior-knowledge --protocol grpc \\
                     -d '{"sql": "SELECT COUNT(*) FROM ord.orders"}' \\
                     http://%1$s/tiangong.v1.QueryService/Execute
    Java           try (TiangongClient client = TiangongClient.connect("%1$s");
                        QueryResult orders = client.query("SELECT …")) { while (orders.next()) … }
    Flight SQL     jdbc:arrow-flight-sql://%1$s?useEncryption=false&user=analyst&password=%2$s
                   with the stock driver; or ADBC, grpc://%1$s; a service brings token=%3$s
    """
        .formatted(target, users.password(), users.token());
  }
}
