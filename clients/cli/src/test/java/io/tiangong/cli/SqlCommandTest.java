package io.tiangong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqlCommandTest {

  private static final Reader NOTHING = Reader.nullReader();

  @TempDir Path directory;
  private ScriptedGateway gateway;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    gateway = new ScriptedGateway();
  }

  @AfterEach
  void nobodyStaysConnected() throws InterruptedException {
    gateway.close();
  }

  @Test
  void tableAlignsNumbersWideLettersAndNulls() {
    assertThat(sql("-e", ScriptedGateway.COURIERS)).isZero();
    assertThat(out)
        .hasToString(
            """
                           id │ name       │   fee
            ──────────────────┼────────────┼───────
                            1 │ 顺丰, "快" │ 12.50
             9007199254740993 │ a\\x1B[31m  │  NULL
                              │ b          │
                            3 │ NULL       │ -0.05
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void csvFollowsRfc4180() {
    assertThat(sql("--format", "csv", "-e", ScriptedGateway.COURIERS + ";")).isZero();
    assertThat(out)
        .hasToString(
            "id,name,fee\r\n"
                + "1,\"顺丰, \"\"快\"\"\",12.50\r\n"
                + "9007199254740993,\"a\u001b[31m\nb\",\r\n"
                + "3,,-0.05\r\n");
  }

  @Test
  void jsonKeepsAllDigits() {
    assertThat(sql("--format", "json", "-e", ScriptedGateway.COURIERS)).isZero();
    assertThat(out)
        .hasToString(
            """
            [
            {"id":1,"name":"顺丰, \\"快\\"","fee":12.50},
            {"id":9007199254740993,"name":"a\\u001b[31m\\nb","fee":null},
            {"id":3,"name":null,"fee":-0.05}
            ]
            """);
  }

  @Test
  void errorPointsAtThePlaceAndEndsTheRun() {
    int exit = sql("-e", ScriptedGateway.MISSPELT + "; " + ScriptedGateway.COURIERS);
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err)
        .hasToString(
            """
            ERROR 1003 COLUMN_NOT_FOUND (42703) at 2:3: no column nmae in ord.couriers
                nmae FROM ord.couriers
                ^
            nearest name: name
            """);
  }

  @Test
  void statementsComeFromAFile() throws IOException {
    Path file = directory.resolve("two.sql");
    Files.writeString(
        file, "-- first;\n" + ScriptedGateway.COURIERS + ";\n/* ; */ " + ScriptedGateway.MANY);
    assertThat(sql("--format", "csv", "-f", file.toString())).isZero();
    assertThat(out.toString().lines()).hasSize(5 + 1 + 200_000);
    assertThat(sql("-f", directory.resolve("none.sql").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("can't read the statements").contains("none.sql");
  }

  @Test
  void statementsComeFromStdinWithoutATerminal() {
    assertThat(run(new StringReader(ScriptedGateway.COURIERS + ";"), out, withUrl("--format=csv")))
        .isZero();
    assertThat(out.toString()).startsWith("id,name,fee\r\n");
  }

  @Test
  void timingIsToldOnStderrOnly() {
    assertThat(sql("--timing", "--format", "csv", "-e", ScriptedGateway.COURIERS)).isZero();
    assertThat(err.toString())
        .matches("3 rows in [\\d.]+ ms \\(plan 0\\.1, first batch 2\\.0\\)\\n");
  }

  @Test
  void limitsTravelToTheGateway() throws InterruptedException {
    sql("--max-rows", "5", "-e", ScriptedGateway.COURIERS);
    var request = gateway.requests.take();
    assertThat(request.getMaxRows()).isEqualTo(5);
    assertThat(request.getTruncate()).isTrue();
  }

  @Test
  void timeoutIsAnError() {
    assertThat(sql("--timeout", "1ms", "-e", ScriptedGateway.FOREVER)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "ERROR 1202 DEADLINE_EXCEEDED (57014): no answer from "
                + gateway.target()
                + " within the timeout of 1ms; allow more time or ask for less\n");
  }

  @Test
  void unreachableGatewayIsNamed() {
    int exit = run(NOTHING, out, "--url", "127.0.0.1:1", "-e", "SELECT 1");
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("ERROR 4101 GATEWAY_UNAVAILABLE (08001): no gateway answers at 127.0.0.1:1")
        .contains("the same statement may succeed when run again");
  }

  @Test
  void brokenPipeIsQuietAndEndsTheQuery() throws InterruptedException {
    Writer head = new BufferedWriter(new BrokenPipe(), 1 << 10);
    int exit = run(NOTHING, head, withUrl("--format=csv", "-e", ScriptedGateway.MANY));
    assertThat(exit).isEqualTo(SqlCommand.BROKEN_PIPE);
    assertThat(err.toString()).isEmpty();
    assertThat(gateway.sawCancel()).isTrue();
  }

  @Test
  void wrongCommandLinesAreUsageErrors() {
    assertThat(sql("-e", "SELECT 1", "-f", "x.sql")).isEqualTo(2);
    assertThat(sql("--max-rows", "-1", "-e", "SELECT 1")).isEqualTo(2);
    assertThat(sql("--timeout", "soon", "-e", "SELECT 1")).isEqualTo(2);
    assertThat(sql("--format", "xml", "-e", "SELECT 1")).isEqualTo(2);
    assertThat(sql("--user", "ann", "--token", "t", "-e", "SELECT 1")).isEqualTo(2);
    assertThat(sql("--trust-certificate", "/no/such.pem", "-e", "SELECT 1")).isEqualTo(2);
    assertThat(run(NOTHING, out, "--url", "http://a b", "-e", "SELECT 1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("-e and -f exclude each other")
        .contains("--max-rows can't be negative")
        .contains("'soon' is not a duration")
        .contains("'xml'")
        .contains("--user and --token exclude each other")
        .contains("can't read a TLS file: /no/such.pem")
        .contains("'http://a b' is not an address")
        .contains("try tiangong sql --help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void schemaAndTokenTravelWithTheStatement() throws Exception {
    assertThat(sql("--schema", "kpi", "--token", "t1", "-e", ScriptedGateway.COURIERS)).isZero();
    assertThat(gateway.requests.take().getSchema()).isEqualTo("kpi");
    assertThat(gateway.authorizations.take()).isEqualTo("Bearer t1");
  }

  @Test
  void helpGoesToStdoutAndNamesTheExitCodes() {
    assertThat(run(NOTHING, out, "--help")).isZero();
    assertThat(out.toString()).contains("--format").contains("141");
  }

  private int sql(String... args) {
    return run(NOTHING, out, withUrl(args));
  }

  private String[] withUrl(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "--url";
    all[1] = gateway.target();
    System.arraycopy(args, 0, all, 2, args.length);
    return all;
  }

  private int run(Reader in, Writer to, String... args) {
    Console console = new Console(in, to, new PrintWriter(err), false, () -> 0, false);
    return Main.run(console, directory.resolve("history"), args);
  }

  /** What stdout is when {@code head} has gone. */
  private static final class BrokenPipe extends Writer {
    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
