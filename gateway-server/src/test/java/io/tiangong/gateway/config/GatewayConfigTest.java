package io.tiangong.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiangong.config.DataSize;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayConfigTest {

  @Test
  void emptyFileGivesTheDefaults() {
    assertThat(GatewayConfig.parse("f", "")).isEqualTo(GatewayConfig.DEFAULT);
    assertThat(GatewayConfig.parse("f", "# nothing\nlisten:\n")).isEqualTo(GatewayConfig.DEFAULT);
  }

  @Test
  void defaultsAreThese() {
    GatewayConfig defaults = GatewayConfig.DEFAULT;
    assertThat(defaults.listen())
        .isEqualTo(
            new ListenConfig(
                "127.0.0.1", 9090, DataSize.megabytes(4), Duration.ofSeconds(10), null));
    assertThat(defaults.catalog()).containsExactly("catalog");
    assertThat(defaults.defaultSchema()).isNull();
    assertThat(defaults.engine())
        .isEqualTo(new EngineConfig(DataSize.megabytes(192), 2, "", 8, DataSize.megabytes(32)));
    assertThat(defaults.execution())
        .isEqualTo(
            new ExecutionConfig(
                32,
                1_000,
                32,
                4_096,
                10_000_000,
                Duration.ofSeconds(60),
                new DataSize(262_144),
                DataSize.megabytes(16),
                DataSize.megabytes(64),
                DataSize.megabytes(32),
                DataSize.megabytes(192),
                true));
    assertThat(defaults.discovery())
        .isEqualTo(
            new DiscoveryConfig(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2)));
  }

  @Test
  void halfATlsConfigurationIsRefusedWithWhatIsMissing() {
    assertThatThrownBy(() -> GatewayConfig.parse("f", "listen:\n  tls: {certificate: c.pem}\n"))
        .hasMessageContaining("f:2: 'listen.tls.key' is missing");
    assertThatThrownBy(() -> GatewayConfig.parse("f", "listen:\n  tls: {client-ca: c.pem}\n"))
        .hasMessageContaining("'listen.tls.certificate' is missing")
        .hasMessageContaining("'listen.tls.key' is missing");
  }

  @Test
  void everyKeyIsRead() {
    GatewayConfig config =
        GatewayConfig.parse(
            "f",
            """
            listen:
              host: 0.0.0.0
              port: 19090
              max-request-size: 1MB
              drain-timeout: 500ms
              tls: {certificate: cert.pem, key: key.pem, client-ca: ca.pem}
            catalog: [a.sql, 'b/*.sql']
            default-schema: rt
            engine:
              memory: 1GB
              threads: 4
              spill-directory: /tmp/x
              connections: 3
              native-table-size: 0B
            execution:
              workers: 1
              queue: 2
              source-threads: 3
              batch-rows: 4
              max-rows: 5
              default-timeout: 2m
              max-statement-size: 64KB
              plan-cache: 7MB
              query-memory: 8MB
              replay-memory: 9MB
              memory: 10MB
              pushdown: false
            discovery: {start-bound: 1s, retry: 2s, refresh: 1h, rehearsal: 0s}
            auth:
              users: users.yaml
              anonymous: true
              reload: 9s
              session: 5m
              session-key-file: session.key
            """);
    assertThat(config)
        .isEqualTo(
            new GatewayConfig(
                new ListenConfig(
                    "0.0.0.0",
                    19090,
                    DataSize.megabytes(1),
                    Duration.ofMillis(500),
                    new TlsConfig("cert.pem", "key.pem", "ca.pem")),
                List.of("a.sql", "b/*.sql"),
                "rt",
                new EngineConfig(DataSize.megabytes(1024), 4, "/tmp/x", 3, new DataSize(0)),
                new ExecutionConfig(
                    1,
                    2,
                    3,
                    4,
                    5,
                    Duration.ofMinutes(2),
                    new DataSize(65_536),
                    DataSize.megabytes(7),
                    DataSize.megabytes(8),
                    DataSize.megabytes(9),
                    DataSize.megabytes(10),
                    false),
                new DiscoveryConfig(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofHours(1),
                    Duration.ZERO),
                new AuthConfig(
                    "users.yaml",
                    true,
                    Duration.ofSeconds(9),
                    Duration.ofMinutes(5),
                    "session.key")));
  }

  @Test
  void allProblemsAreListedWithTheirLines() {
    QueryException error =
        catchThrowableOfType(
            QueryException.class,
            () ->
                GatewayConfig.parse(
                    "tiangong.yaml",
                    """
                    listen:
                      prot: 9090
                      host: 127.0.0.1
                    execution:
                      default-timeout: 5
                      workers: many
                      queue: -1
                      max-rows: [1]
                      query-memory: 99999999999GB
                      pushdown: maybe
                    catalog: catalog
                    xyzzy: 1
                    engine: 12
                    listen: {}
                    """));
    assertThat(error.code()).isEqualTo(ErrorCode.CONFIG_INVALID);
    assertThat(error.text().lines())
        .containsExactly(
            "tiangong.yaml:2: unknown key 'listen.prot'; did you mean 'listen.port'?",
            "tiangong.yaml:5: 'execution.default-timeout' must be a duration such as 200ms, 5s or"
                + " 2m, not '5'",
            "tiangong.yaml:6: 'execution.workers' must be a whole number from 1 to 10000, not"
                + " 'many'",
            "tiangong.yaml:7: 'execution.queue' must be a whole number from 1 to 1000000, not"
                + " '-1'",
            "tiangong.yaml:8: 'execution.max-rows' must be a positive whole number",
            "tiangong.yaml:9: 'execution.query-memory' must be a size such as 512KB, 64MB or 1GB,"
                + " not '99999999999GB'",
            "tiangong.yaml:10: 'execution.pushdown' must be true or false, not 'maybe'",
            "tiangong.yaml:11: 'catalog' must be a list",
            "tiangong.yaml:12: unknown key 'xyzzy'; known here: default-schema, listen, catalog,"
                + " engine, execution, discovery, auth",
            "tiangong.yaml:13: 'engine' must be a mapping of keys",
            "tiangong.yaml:14: duplicate key 'listen'");
  }

  @Test
  void textThatIsNotYamlIsAnErrorWithItsLine() {
    assertThatThrownBy(() -> GatewayConfig.parse("f", "a: 1\nb: [1,\n"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("f:3: not YAML");
    assertThatThrownBy(() -> GatewayConfig.parse("f", "- 1"))
        .hasMessageContaining("f:1: the file must be a mapping of keys");
  }

  @Test
  void fileThatIsMissingIsNamed(@TempDir Path directory) {
    assertThatThrownBy(() -> GatewayConfig.load(directory.resolve("none.yaml")))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void secretsComeFromReferencesOnly(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "from file\n");
    Secrets secrets = new Secrets(Map.of("PASSWORD", "from env"));
    assertThat(secrets.apply("env:PASSWORD")).isEqualTo("from env");
    assertThat(secrets.apply("file:" + file)).isEqualTo("from file");
    assertThatThrownBy(() -> secrets.apply("env:NOPE")).hasMessageContaining("${env:NOPE}");
    assertThatThrownBy(() -> secrets.apply("file:/nope")).hasMessageContaining("${file:/nope}");
    assertThatThrownBy(() -> secrets.apply("PASSWORD"))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_INVALID));
  }
}
