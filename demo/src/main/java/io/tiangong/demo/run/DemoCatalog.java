package io.tiangong.demo.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The DDL files of the demo with its ports and paths filled in.
 *
 * @param texts content by file name, in the order in which they are read
 */
public record DemoCatalog(Map<String, String> texts) {

  private static final List<String> FILES =
      List.of("10-sources.sql", "20-ord.sql", "30-rt.sql", "40-kpi.sql");

  /**
   * @param user of MariaDB
   * @param more further files by name
   */
  public static DemoCatalog of(
      DemoDirectory directory, DemoPorts ports, String user, Map<String, String> more) {
    Map<String, String> values =
        Map.of(
            "hbase.zookeeper",
            "127.0.0.1:" + ports.zookeeper(),
            "mariadb.url",
            "jdbc:mariadb://127.0.0.1:" + ports.mariaDb() + "/",
            "mariadb.user",
            user,
            "mariadb.password.file",
            directory.passwordFile().toString(),
            "kpi.path",
            directory.kpi().toString());
    Map<String, String> texts = new LinkedHashMap<>();
    FILES.forEach(file -> texts.put(file, fill(resource(file), values)));
    texts.putAll(more);
    return new DemoCatalog(texts);
  }

  /** Replaces the {@code *.sql} files of a directory. */
  public void write(Path directory) {
    try {
      Files.createDirectories(directory);
      try (Stream<Path> old = Files.list(directory)) {
        for (Path file : old.filter(path -> path.toString().endsWith(".sql")).toList()) {
          Files.delete(file);
        }
      }
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Files.writeString(directory.resolve(text.getKey()), text.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fill(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("@" + value.getKey() + "@", value.getValue().replace("'", "''"));
    }
    return filled;
  }

  private static String resource(String file) {
    try (InputStream in = DemoCatalog.class.getResourceAsStream("/catalog/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
