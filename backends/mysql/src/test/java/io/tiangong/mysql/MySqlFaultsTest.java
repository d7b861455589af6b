package io.tiangong.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlFaultsTest {

  @ParameterizedTest
  @CsvSource({
    "1690, 22003, NUMERIC_VALUE_OUT_OF_RANGE",
    "1040, 08004, OVERLOADED",
    "1205, HY000, OVERLOADED",
    "1053, 08S01, SOURCE_UNAVAILABLE",
    "1969, 70100, DEADLINE_EXCEEDED",
    "1153, 08S01, STATEMENT_TOO_LARGE",
    "1146, 42S02, SOURCE_ERROR",
    "1045, 28000, SOURCE_ERROR",
    "-1, 08000, SOURCE_UNAVAILABLE",
    "0, 08000, SOURCE_UNAVAILABLE"
  })
  void numberOrStateDecides(int number, String state, ErrorCode code) {
    QueryException told = MySqlFaults.of("s", new SQLException("what it says", state, number));
    assertThat(told.code()).isEqualTo(code);
    assertThat(told.text()).contains("source s", "what it says");
  }

  @Test
  void whatThePoolWrapsIsTold() {
    SQLException refused = new SQLException("Connection refused", "08000", 0);
    QueryException told =
        MySqlFaults.of("s", new SQLTransientConnectionException("pool timed out", refused));
    assertThat(told)
        .hasMessage("SOURCE_UNAVAILABLE: source s can't be reached: Connection refused");
  }

  @Test
  void aPoolWhoseLastConnectionDiedIsASourceThatCantBeReached() {
    SQLException died =
        new SQLException("setNetworkTimeout cannot be called on a closed connection", "42000", -1);
    QueryException told =
        MySqlFaults.of("s", new SQLTransientConnectionException("pool timed out", died));
    assertThat(told.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({"1146, 42S02, true", "1317, 70100, true", "1927, 08S01, false", "0, 22018, false"})
  void onlyMessagesOfTheServerLeaveTheConnectionUsable(int number, String state, boolean usable) {
    SQLException fault = new SQLException("x", state, number);
    assertThat(MySqlFaults.leavesConnectionUsable(fault)).isEqualTo(usable);
  }
}
