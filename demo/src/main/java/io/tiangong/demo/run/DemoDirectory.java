package io.tiangong.demo.run;

import io.tiangong.demo.dataset.Dataset;
import io.tiangong.demo.load.LoadMarker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of one demo: who lies where below its directory. */
public record DemoDirectory(Path path) {

  private static final int PASSWORD_BYTES = 18;

  public Path hbase() {
    return path.resolve("hbase");
  }

  public Path mariaDb() {
    return path.resolve("mariadb");
  }

  public Path kpi() {
    return path.resolve("kpi");
  }

  public Path catalog() {
    return path.resolve("catalog");
  }

  Path passwordFile() {
    return path.resolve("secrets").resolve("mariadb-password");
  }

  Path gatewayConfig() {
    return path.resolve("tiangong.yaml");
  }

  Path gatewayLog() {
    return path.resolve("gateway.log");
  }

  public LoadMarker marker() {
    return new LoadMarker(path);
  }

  /**
   * Whether this data set lies here already; otherwise what does lie here, another one or half of
   * one, is removed.
   */
  public boolean holds(Dataset dataset) {
    if (marker().names(dataset)) {
      return true;
    }
    marker().remove();
    List.of(hbase(), mariaDb(), kpi()).forEach(DemoDirectory::delete);
    return false;
  }

  Path users() {
    return path.resolve("users.yaml");
  }

  /** MariaDB's; made at the first call, readable by its owner only. */
  public String password() {
    return secret(passwordFile().getFileName().toString());
  }

  /** A random text; made at the first call, readable by its owner only. */
  String secret(String name) {
    Path file = path.resolve("secrets").resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(path.resolve("secrets"));
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("old data in " + directory + " can't be removed", e);
    }
  }
}
