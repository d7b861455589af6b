package io.tiangong.gateway.config;

import io.tiangong.config.Problems;
import io.tiangong.config.Section;
import io.tiangong.config.TextFile;
import io.tiangong.spi.QueryException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of a gateway: one YAML file, read once.
 *
 * @param listen where it is reached
 * @param catalog DDL files, directories of {@code *.sql} and globs, relative to the file
 * @param defaultSchema schema of unqualified table names; null: none
 * @param engine the embedded engine
 * @param execution bounds of queries
 * @param discovery when sources are looked at
 * @param auth how callers are known
 */
public record GatewayConfig(
    ListenConfig listen,
    List<String> catalog,
    @Nullable String defaultSchema,
    EngineConfig engine,
    ExecutionConfig execution,
    DiscoveryConfig discovery,
    AuthConfig auth) {

  public static final GatewayConfig DEFAULT =
      new GatewayConfig(
          ListenConfig.DEFAULT,
          List.of("catalog"),
          null,
          EngineConfig.DEFAULT,
          ExecutionConfig.DEFAULT,
          DiscoveryConfig.DEFAULT,
          AuthConfig.DEFAULT);

  public GatewayConfig {
    catalog = List.copyOf(catalog);
  }

  public GatewayConfig withPort(int port) {
    ListenConfig moved =
        new ListenConfig(
            listen.host(), port, listen.maxRequestSize(), listen.drainTimeout(), listen.tls());
    return new GatewayConfig(moved, catalog, defaultSchema, engine, execution, discovery, auth);
  }

  /**
   * Reads a file.
   *
   * @throws QueryException with CONFIG_INVALID listing every problem with its line
   */
  public static GatewayConfig load(Path file) {
    return parse(file.toString(), TextFile.read(file));
  }

  /**
   * Reads a text.
   *
   * @param name what problems call the text
   * @throws QueryException with CONFIG_INVALID listing every problem with its line
   */
  public static GatewayConfig parse(String name, String yaml) {
    Problems problems = new Problems(name);
    Section root = Section.of(yaml, problems);
    String schema = root.text("default-schema", "");
    GatewayConfig config =
        new GatewayConfig(
            ListenConfig.read(root.section("listen")),
            root.texts("catalog", DEFAULT.catalog),
            schema.isEmpty() ? null : schema,
            EngineConfig.read(root.section("engine")),
            ExecutionConfig.read(root.section("execution")),
            DiscoveryConfig.read(root.section("discovery")),
            AuthConfig.read(root.section("auth")));
    root.finish();
    problems.throwIfAny();
    return config;
  }
}
