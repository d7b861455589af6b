package io.tiangong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiangong.demo.check.Answers;
import io.tiangong.demo.check.CheckQueries;
import io.tiangong.demo.check.DemoQuery;
import io.tiangong.demo.check.Reference;
import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.load.Progress;
import io.tiangong.demo.run.DemoEnvironment;
import io.tiangong.demo.run.DemoSettings;
import io.tiangong.demo.run.DemoUsers;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo through the stock Flight SQL driver, as the users that it makes. */
class FlightDoorIT {

  private static final Dataset DATASET = new Dataset(42, 0.02);
  private static DemoEnvironment demo;

  @BeforeAll
  static void start() {
    Progress progress =
        new Progress(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            System::nanoTime);
    demo =
        new DemoEnvironment(
            DemoSettings.of(
                Path.of(System.getProperty("tiangong.root")), Path.of("target/demo"), DATASET),
            progress);
    demo.start();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void everyQueryHasItsAnswer() throws SQLException {
    Reference reference = new Reference(DATASET);
    List<String> wrong = new ArrayList<>();
    try (Connection connection = connect("user", DemoUsers.ANALYST, demo.users().password())) {
      for (DemoQuery query : CheckQueries.all()) {
        Answers.difference(query.expected().apply(reference), answer(connection, query))
            .ifPresent(difference -> wrong.add(query.title() + ": " + difference));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void dashboardComesWithItsToken() throws SQLException {
    try (Connection connection = connect("token", "", demo.users().token());
        ResultSet rows = connection.createStatement().executeQuery("EXPLAIN SERVE SELECT 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(2)).isEqualTo(DemoUsers.DASHBOARD);
    }
  }

  @Test
  void wrongPasswordIsRefused() {
    assertThatThrownBy(() -> connect("user", DemoUsers.ANALYST, "wrong"))
        .hasStackTraceContaining("UNAUTHENTICATED");
  }

  private static Connection connect(String how, String user, String secret) throws SQLException {
    Properties properties = new Properties();
    properties.put("useEncryption", "false");
    if (how.equals("token")) {
      properties.put("token", secret);
    } else {
      properties.put("user", user);
      properties.put("password", secret);
    }
    return DriverManager.getConnection("jdbc:arrow-flight-sql://" + demo.target(), properties);
  }

  private static List<List<@Nullable Object>> answer(Connection connection, DemoQuery query)
      throws SQLException {
    List<List<@Nullable Object>> answer = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      for (int i = 0; i < query.parameters().size(); i++) {
        bind(statement, i + 1, query.parameters().get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(cell(rows.getObject(i)));
          }
          answer.add(row);
        }
      }
    }
    return answer;
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    if (value instanceof java.time.LocalDate date) {
      statement.setDate(index, Date.valueOf(date));
    } else {
      statement.setObject(index, value);
    }
  }

  /** A cell as the gateway's own client gives it. */
  private static @Nullable Object cell(@Nullable Object cell) {
    if (cell instanceof Date date) {
      return date.toLocalDate();
    } else if (cell instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    } else if (cell instanceof Integer || cell instanceof Short || cell instanceof Byte) {
      return ((Number) cell).longValue();
    }
    return cell instanceof Float real ? Double.valueOf(real) : cell;
  }
}
