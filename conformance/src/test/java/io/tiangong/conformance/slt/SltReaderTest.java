package io.tiangong.conformance.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tiangong.conformance.slt.SltRecord.Sort;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SltReaderTest {

  @Test
  void statementsAndQueriesAreRead() {
    String text =
        """
        # a comment
        hash-threshold 8

        statement ok
        CREATE TABLE t1(a INTEGER)

        statement error
        INSERT INTO t2 VALUES(1)

        query IT rowsort label-1
        SELECT a, 'x'
          FROM t1
        ----
        1
        x
        """;
    assertThat(SltReader.read("mysql", text))
        .containsExactly(
            new SltRecord.HashThreshold(2, 8),
            new SltRecord.Statement(4, "CREATE TABLE t1(a INTEGER)", true),
            new SltRecord.Statement(7, "INSERT INTO t2 VALUES(1)", false),
            new SltRecord.Query(
                10, "SELECT a, 'x'\n  FROM t1", "IT", Sort.ROWSORT, List.of("1", "x")));
  }

  @Test
  void whatIsForOthersIsSkippedWithItsReason() {
    String text =
        """
        onlyif sqlite # a remark
        query I nosort
        SELECT 1 IN ()
        ----
        0

        skipif mysql
        statement ok
        REINDEX

        onlyif mssql
        halt

        skipif oracle
        halt
        """;
    assertThat(SltReader.read("mysql", text))
        .containsExactly(
            new SltRecord.Skipped(1, "SELECT 1 IN ()", "onlyif sqlite"),
            new SltRecord.Skipped(7, "REINDEX", "skipif mysql"),
            new SltRecord.Halt(14, "the file halts for mysql"));
  }

  @Test
  void unknownRecordsAreRefusedWithTheirLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SltFile.of("x.test", "\nquestion I\n"))
        .withMessage("x.test: line 2: what is question?");
  }

  @Test
  void manyValuesAreHashedAsTheSuiteDoes() {
    assertThat(SltAnswer.hash(List.of("1", "2")))
        .isEqualTo("2 values hashing to 6ddb4095eb719e2a9f0a3f95677d24e0");
  }
}
