package io.tiangong.gateway.config;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The whole configuration of a gateway: one YAML file, read once.
 *
 * @param listen where it is reached
 * @param catalog DDL files, directories of {@code *.sql} and globs, relative to the file
 * @param defaultSchema schema of unqualified table names; null: none
 * @param engine the embedded engine
 * @param execution bounds of queries
 * @param discovery when sources are looked at
 */
public record GatewayConfig(
    ListenConfig listen,
    List<String> catalog,
    @Nullable String defaultSchema,
    EngineConfig engine,
    ExecutionConfig execution,
    DiscoveryConfig discovery) {

  public static final GatewayConfig DEFAULT =
      new GatewayConfig(
          ListenConfig.DEFAULT,
          List.of("catalog"),
          null,
          EngineConfig.DEFAULT,
          ExecutionConfig.DEFAULT,
          DiscoveryConfig.DEFAULT);

  public GatewayConfig {
    catalog = List.copyOf(catalog);
  }

  public GatewayConfig withPort(int port) {
    ListenConfig moved =
        new ListenConfig(listen.host(), port, listen.maxRequestSize(), listen.drainTimeout());
    return new GatewayConfig(moved, catalog, defaultSchema, engine, execution, discovery);
  }

  /**
   * Reads a file.
   *
   * @throws QueryException with CONFIG_INVALID listing every problem with its line
   */
  public static GatewayConfig load(Path file) {
    try {
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new QueryException(ErrorCode.CONFIG_INVALID, "can't read " + file + ": " + e, e);
    }
  }

  /**
   * Reads a text.
   *
   * @param name what problems call the text
   * @throws QueryException with CONFIG_INVALID listing every problem with its line
   */
  public static GatewayConfig parse(String name, String yaml) {
    Problems problems = new Problems(name);
    Section root = new Section("", compose(yaml, problems), problems);
    String schema = root.text("default-schema", "");
    GatewayConfig config =
        new GatewayConfig(
            ListenConfig.read(root.section("listen")),
            root.texts("catalog", DEFAULT.catalog),
            schema.isEmpty() ? null : schema,
            EngineConfig.read(root.section("engine")),
            ExecutionConfig.read(root.section("execution")),
            DiscoveryConfig.read(root.section("discovery")));
    root.finish();
    problems.throwIfAny();
    return config;
  }

  private static @Nullable Node compose(String yaml, Problems problems) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
    } catch (MarkedYAMLException e) {
      problems.add(e.getProblemMark().getLine() + 1, "not YAML: " + e.getProblem());
      return null;
    } catch (YAMLException e) {
      problems.add(1, "not YAML: " + e.getMessage());
      return null;
    }
  }
}
