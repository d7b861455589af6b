package io.tiangong.dialect.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.dialect.Golden;
import io.tiangong.dialect.catalog.CatalogScript.DeclaredTable;
import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogScriptTest {

  private static final String SOURCE = "CREATE SOURCE src WITH ('type' = 'hbase');\n";

  @Test
  void problemsAreListedWithTheirPlaces() throws IOException {
    Golden.check("catalog-problems.txt", ddl -> problems(Map.of("a.sql", ddl)).text());
  }

  @Test
  void problemsOfAllFilesAreListedAtOnce() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("b.sql", SOURCE + "CREATE TABLE s.t (a INT) WITH ('source' = 'scr');");
    files.put("a.sql", "CREATE TABEL x;\n\n  CREATE SOURCE src WITH ('type' = 'mysql')");
    assertThat(problems(files).text())
        .isEqualTo(
            """
            the catalog has 3 problems:
            a.sql:1:8: unexpected 'TABEL'; did you mean TABLE?
            a.sql:3:17: source src is already declared at b.sql:1:15
            b.sql:2:32: there is no source scr; did you mean src?""");
  }

  @Test
  void everyTypeHasItsKind() {
    TableDefinition table =
        table(
            """
            a BOOLEAN, b TINYINT, c SMALLINT, d INT, e INTEGER, f BIGINT, g DECIMAL(12, 2),
            h NUMERIC(5), i DECIMAL, j FLOAT, k REAL, l DOUBLE, m CHAR(3), n VARCHAR(9),
            o VARCHAR, p TEXT, q STRING, r VARBINARY, s BYTES, t DATE, u TIME(3), v TIMESTAMP,
            w TIMESTAMP(0), x TIMESTAMP_LTZ(3), y DATETIME, z TIMESTAMP(3) WITH LOCAL TIME ZONE
            """);
    assertThat(table.columns().stream().map(c -> c.type().toString()))
        .containsExactly(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "INTEGER",
            "BIGINT",
            "DECIMAL(12, 2)",
            "DECIMAL(5, 0)",
            "DECIMAL(10, 0)",
            "FLOAT",
            "FLOAT",
            "DOUBLE",
            "VARCHAR(3)",
            "VARCHAR(9)",
            "VARCHAR",
            "VARCHAR",
            "VARCHAR",
            "VARBINARY",
            "VARBINARY",
            "DATE",
            "TIME(3)",
            "TIMESTAMP(6)",
            "TIMESTAMP(0)",
            "TIMESTAMP_LTZ(3)",
            "TIMESTAMP(6)",
            "TIMESTAMP_LTZ(3)");
    assertThat(table.columns()).allMatch(c -> c.type().nullable());
  }

  @Test
  void keyColumnsAreNotNullAndNamedAsDeclared() {
    TableDefinition table = table("Tms VARCHAR, dt DATE, n INT NOT NULL, PRIMARY KEY (TMS, dt)");
    assertThat(table.primaryKey()).containsExactly("Tms", "dt");
    assertThat(table.columns().stream().filter(c -> !c.type().nullable()).map(Column::name))
        .containsExactly("Tms", "dt", "n");
  }

  @Test
  void optionKeysAreLowerCaseAndTheSourceIsApart() {
    CatalogScript script =
        script(
            "CREATE TABLE S.T (a INT) PARTITIONED BY (a) WITH ('SOURCE' = 'Src', 'Row-Key' = 'X')");
    DeclaredTable table = script.tables().get(0);
    assertThat(table.source()).isEqualTo("src");
    assertThat(table.definition().name()).isEqualTo(new TableName("s", "t"));
    assertThat(table.definition().options()).isEqualTo(Map.of("row-key", "X"));
    assertThat(table.definition().partitionedBy()).containsExactly("a");
    assertThat(script.sources().get(0).type()).isEqualTo("hbase");
    assertThat(script.sources().get(0).options()).isEmpty();
  }

  @Test
  void columnsMayBeLeftToTheSource() {
    assertThat(script("CREATE TABLE s.t WITH ('source' = 'src')").tables().get(0).definition())
        .satisfies(table -> assertThat(table.columns()).isEmpty());
  }

  @Test
  void aViewKeepsItsText() {
    CatalogScript script =
        script("CREATE VIEW s.v AS\n  SELECT a, -- x\n b FROM s.t\n ORDER BY a LIMIT 3 ;");
    assertThat(script.views())
        .containsExactly(
            new CatalogView(
                new TableName("s", "v"),
                List.of(),
                "SELECT a, -- x\n b FROM s.t\n ORDER BY a LIMIT 3"));
  }

  @Test
  void secretsAreFilledInForSourcesOnly() {
    String ddl =
        """
        CREATE SOURCE m WITH ('type' = 'mysql', 'password' = '${file:/run/x}-${env:$Y}');
        CREATE TABLE s.t (a INT) WITH ('source' = 'm', 'table' = '${env:Z}');
        """;
    CatalogScript script = CatalogScript.parse(Map.of("a.sql", ddl), name -> "<" + name + ">");
    assertThat(script.sources().get(0).options())
        .containsEntry("password", "<file:/run/x>-<env:$Y>");
    assertThat(script.tables().get(0).definition().options()).containsEntry("table", "${env:Z}");
  }

  @Test
  void aSecretThatCantBeReadIsAProblem() {
    String ddl = "CREATE SOURCE m WITH ('type' = 'mysql', 'password' = '${env:NONE}')";
    assertThat(problems(Map.of("a.sql", ddl)).text())
        .contains("a.sql:1:41: option 'password': env:NONE is not set");
  }

  @Test
  void tenThousandTablesAreRead() {
    String ddl =
        IntStream.range(0, 10_000)
            .mapToObj(
                i -> "CREATE TABLE s" + i % 7 + ".t" + i + " (a INT) WITH ('source'='src');\n")
            .collect(Collectors.joining());
    assertThat(script(ddl).tables()).hasSize(10_000);
  }

  private static TableDefinition table(String columns) {
    return script("CREATE TABLE s.t (" + columns + ") WITH ('source' = 'src')")
        .tables()
        .get(0)
        .definition();
  }

  private static CatalogScript script(String ddl) {
    return CatalogScript.parse(Map.of("a.sql", SOURCE + ddl), CatalogScriptTest::unset);
  }

  private static QueryException problems(Map<String, String> files) {
    QueryException error =
        catchThrowableOfType(
            QueryException.class, () -> CatalogScript.parse(files, CatalogScriptTest::unset));
    assertThat(error.code()).isEqualTo(ErrorCode.CATALOG_INVALID);
    return error;
  }

  private static String unset(String secret) {
    throw new QueryException(ErrorCode.CONFIG_INVALID, secret + " is not set");
  }
}
