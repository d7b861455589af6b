package io.tiangong.jdbc.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiangong.jdbc.TiangongDataSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import sqlline.SqlLine;

/** HikariCP, Spring, jOOQ, MyBatis and sqlline, each as its users use it. */
@Timeout(180)
class DriverUsersIT {

  private static final Date DAY = Date.valueOf("2026-02-01");

  @TempDir private static Path files;
  private static KpiGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = KpiGateway.start(files);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static DataSource source() {
    TiangongDataSource source = new TiangongDataSource(gateway.url());
    source.setUser(KpiGateway.USER);
    source.setPassword(KpiGateway.PASSWORD);
    return source;
  }

  @Test
  void hikariPoolsConnectionsForManyThreads() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(gateway.url());
    config.setUsername(KpiGateway.USER);
    config.setPassword(KpiGateway.PASSWORD);
    config.setMaximumPoolSize(4);
    config.setReadOnly(true);
    config.setAutoCommit(false);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int depot = i % 10 + 1;
        tasks.add(() -> plannedOf(pool, depot));
      }
      List<Future<Long>> sums = threads.invokeAll(tasks);
      for (int i = 0; i < sums.size(); i++) {
        assertThat(sums.get(i).get()).isEqualTo((i % 10 + 1) * 10_000L + 4_950);
      }
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isBetween(1, 4);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long plannedOf(DataSource pool, int depot) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement =
            connection.prepareStatement("SELECT SUM(planned) FROM daily_plan WHERE depot = ?")) {
      statement.setInt(1, depot);
      var rows = statement.executeQuery();
      rows.next();
      return rows.getLong(1);
    }
  }

  /** A row as a service wants it. */
  record Plan(int depot, LocalDate dt, long planned, java.math.BigDecimal cost) {}

  @Test
  void springTemplatesMapRowsAndTranslateErrors() {
    JdbcTemplate template = new JdbcTemplate(source());
    template.setFetchSize(100);
    template.setQueryTimeout(30);
    List<Plan> plans =
        template.query(
            "SELECT depot, dt, planned, cost FROM daily_plan WHERE dt = ? AND depot <= ? ORDER BY 1",
            new DataClassRowMapper<>(Plan.class),
            DAY,
            2);
    assertThat(plans)
        .containsExactly(
            new Plan(1, LocalDate.of(2026, 2, 1), 131, new java.math.BigDecimal("16.38")),
            new Plan(2, LocalDate.of(2026, 2, 1), 231, new java.math.BigDecimal("28.88")));
    assertThat(
            new NamedParameterJdbcTemplate(template)
                .queryForObject(
                    "SELECT COUNT(*) FROM daily_plan WHERE depot IN (:depots) AND closed = :closed",
                    Map.of("depots", List.of(1, 2, 3), "closed", true),
                    Long.class))
        .isEqualTo(45);
    assertThatThrownBy(() -> template.queryForList("SELECT plannned FROM daily_plan"))
        .isInstanceOf(BadSqlGrammarException.class)
        .hasRootCauseMessage(
            "COLUMN_NOT_FOUND at 1:8: column 'plannned' does not exist; did you mean 'planned'?");
  }

  @Test
  void springTransactionsThatOnlyReadAreNoTrouble() {
    DataSource source = source();
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(source));
    transaction.setReadOnly(true);
    Long count =
        transaction.execute(
            status ->
                new JdbcTemplate(source).queryForObject("SELECT COUNT(*) FROM depots", Long.class));
    assertThat(count).isEqualTo(10);
  }

  @Test
  void jooqBuildsStatementsWithoutGeneratedCode() throws SQLException {
    try (Connection connection = source().getConnection()) {
      Settings settings =
          new Settings().withRenderQuotedNames(RenderQuotedNames.ALWAYS).withFetchSize(50);
      DSLContext jooq = DSL.using(connection, SQLDialect.MYSQL, settings);
      Result<Record2<String, java.math.BigDecimal>> totals =
          jooq.select(
                  field(name("d", "name"), String.class),
                  sum(field(name("p", "planned"), Long.class)))
              .from(table(name("kpi", "daily_plan")).as("p"))
              .join(table(name("kpi", "depots")).as("d"))
              .on(
                  field(name("p", "depot"), Integer.class)
                      .eq(field(name("d", "id"), Integer.class)))
              .where(
                  field(name("p", "dt"), LocalDate.class)
                      .between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 10)))
              .groupBy(field(name("d", "name")))
              .having(count().gt(5))
              .orderBy(field(name("d", "name")))
              .limit(2)
              .fetch();
      assertThat(totals.getValues(0, String.class)).containsExactly("depot 1", "depot 10");
      assertThat(totals.getValues(1, Long.class)).containsExactly(1_045L, 10_045L);
      DSLContext plain = DSL.using(connection, SQLDialect.DEFAULT);
      assertThat(plain.meta().getTables("daily_plan").get(0).fields())
          .extracting(org.jooq.Field::getName)
          .contains("depot", "dt", "planned", "cost");
    }
  }

  /** What MyBatis implements. */
  public interface Plans {
    @Select("SELECT depot, planned FROM busy WHERE dt = #{day} ORDER BY planned DESC")
    List<Map<String, Object>> busiest(@Param("day") LocalDate day);

    @Select("SELECT name FROM depots WHERE id = #{id}")
    String nameOf(int id);
  }

  @Test
  void myBatisMapsInterfaces() {
    Environment environment = new Environment("test", new JdbcTransactionFactory(), source());
    Configuration configuration = new Configuration(environment);
    configuration.addMapper(Plans.class);
    SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
    try (SqlSession session = sessions.openSession()) {
      Plans plans = session.getMapper(Plans.class);
      assertThat(plans.nameOf(7)).isEqualTo("depot 7");
      List<Map<String, Object>> busiest = plans.busiest(LocalDate.of(2026, 1, 2));
      assertThat(busiest).hasSize(6);
      assertThat(busiest.get(0)).containsEntry("depot", 10).containsEntry("planned", 1_001L);
    }
  }

  @Test
  void sqllineShowsTablesAndAnswers() throws Exception {
    SqlLine shell = new SqlLine();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    shell.setOutputStream(print);
    shell.setErrorStream(print);
    String[] arguments = {
      "-u",
      gateway.url(),
      "-n",
      KpiGateway.USER,
      "-p",
      KpiGateway.PASSWORD,
      "-d",
      "io.tiangong.jdbc.TiangongDriver",
      "--outputformat=csv",
      "-e",
      "!tables",
      "-e",
      "!columns depots",
      "-e",
      "!primarykeys depots",
      "-e",
      "SELECT name FROM depots WHERE id = 3;",
      "-e",
      "SELECT nme FROM depots;"
    };
    shell.begin(arguments, null, false);
    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(said)
        .contains("'daily_plan','TABLE'")
        .contains("'busy','VIEW'")
        .contains("'depot 3'")
        .contains("did you mean 'name'?");
  }

  @Test
  void wrongPasswordAndExpiredTokenAreRefusedByTheRealGateway() {
    refused("?user=ann&password=guess", "UNAUTHENTICATED");
    refused("?token=nobody-has-this", "UNAUTHENTICATED");
    refused("?token=" + KpiGateway.EXPIRED_TOKEN, "TOKEN_EXPIRED");
    refused("", "UNAUTHENTICATED");
  }

  private static void refused(String options, String code) {
    assertThatThrownBy(() -> DriverManager.getConnection(gateway.url() + options))
        .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
        .hasMessageStartingWith(code)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("28000");
  }
}
