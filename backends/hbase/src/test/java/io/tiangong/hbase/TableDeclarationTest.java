package io.tiangong.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.spi.Column;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import io.tiangong.spi.SourceDefinition;
import io.tiangong.spi.TableDefinition;
import io.tiangong.spi.TableName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableDeclarationTest {

  private static final Map<String, String> OPTIONS =
      Map.of("table", "rt:f", "row-key", "salt(8), utf8(tms), date(dt)", "family", "d");

  private static TableDefinition definition(Map<String, String> options, String... key) {
    return new TableDefinition(
        new TableName("rt", "f"), Fulfilment.COLUMNS, List.of(key), List.of(), options);
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put(key, value);
    return options;
  }

  @Test
  void declarationBecomesPhysicalNamesAndCodecs() {
    Map<String, String> options = with("qualifier.done", "n");
    options.put("encoding.done", "text");
    HBaseTable table = TableDeclaration.compile(definition(options, "TMS", "dt"));
    assertThat(table.physical().getNameAsString()).isEqualTo("rt:f");
    assertThat(table.cells())
        .extracting(cell -> Bytes.toString(cell.qualifier()))
        .containsExactly("n", "cancelled", "updated_at");
    assertThat(table.put(Fulfilment.row(1, 1)).get(Bytes.toBytes("d"), Bytes.toBytes("n")))
        .hasSize(1)
        .allSatisfy(
            cell ->
                assertThat(
                        Bytes.toString(
                            cell.getValueArray(), cell.getValueOffset(), cell.getValueLength()))
                    .isEqualTo("32"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rowkey | x | unknown option 'rowkey'; did you mean 'row-key'?",
        "encoding.dome | text | did you mean 'encoding.done'?",
        "encoding | bin | 'bin' is none of [binary, text, ordered]",
        "encoding.tms | text | the column lies in the row key",
        "qualifier.done | cancelled | is not free",
        "row-key | utf8(tms), | nothing follows the last comma",
        "row-key | utf8(tms) | PRIMARY KEY must be (tms)",
        "row-key | date(dt), utf8(tms) | PRIMARY KEY must be (dt, tms)",
        "table | a b | is no HBase table name",
        "family | '' | option 'family'",
      })
  void mistakesNameTableAndOption(String option, String value, String problem) {
    assertThatThrownBy(() -> TableDeclaration.compile(definition(with(option, value), "tms", "dt")))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_INVALID))
        .hasMessageContaining("table rt.f")
        .hasMessageContaining(problem);
  }

  @Test
  void sourceOptionsAreChecked() {
    assertThatThrownBy(() -> source(Map.of("primary.zookeper", "h:1")))
        .hasMessageContaining("did you mean 'primary.zookeeper'?");
    assertThatThrownBy(() -> source(Map.of())).hasMessageContaining("primary.zookeeper");
    assertThatThrownBy(() -> source(Map.of("primary.zookeeper", "h")))
        .hasMessageContaining("host:port");
    source(Map.of("primary.zookeeper", "a:1, b:2", "standby.zookeeper", "c:3")).close();
  }

  private static HBaseSource source(Map<String, String> options) {
    return new HBaseSource(new SourceDefinition("hbase_rt", "hbase", options));
  }

  @Test
  void rowsThatCanNotBeStoredAreRefused() {
    HBaseTable table = TableDeclaration.compile(definition(OPTIONS, "tms", "dt"));
    assertThatThrownBy(() -> table.put(Arrays.asList(null, Fulfilment.FIRST_DAY, 1L, 1L, null)))
        .hasMessageContaining("key column tms is NULL");
    assertThatThrownBy(() -> table.put(List.of("a", Fulfilment.FIRST_DAY)))
        .hasMessageContaining("2 values for 5 columns");
    assertThatThrownBy(
            () ->
                table.put(
                    Arrays.asList(
                        "a",
                        Fulfilment.FIRST_DAY,
                        1L,
                        1L,
                        Fulfilment.FIRST_DAY.atTime(0, 0).plusNanos(1_000))))
        .hasMessageContaining("column updated_at: TIMESTAMP(3) holds no finer fraction");
  }

  @Test
  void rowOfNullsIsStillWritten() {
    HBaseTable table = TableDeclaration.compile(definition(OPTIONS, "tms", "dt"));
    assertThat(table.put(Arrays.asList("a", Fulfilment.FIRST_DAY, null, null, null)).size())
        .isEqualTo(1);
  }

  @Test
  void tablesWithoutColumnsOrWithPartitionsAreRefused() {
    List<Column> none = List.of();
    TableName name = new TableName("rt", "f");
    assertThatThrownBy(
            () ->
                TableDeclaration.compile(
                    new TableDefinition(name, none, List.of(), List.of(), OPTIONS)))
        .hasMessageContaining("declare them");
    assertThatThrownBy(
            () ->
                TableDeclaration.compile(
                    new TableDefinition(
                        name, Fulfilment.COLUMNS, List.of("tms", "dt"), List.of("dt"), OPTIONS)))
        .hasMessageContaining("PARTITIONED BY");
  }
}
