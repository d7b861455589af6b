package io.tiangong.gateway;

import io.tiangong.config.TextFile;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds and reads the DDL files that the configuration names. */
final class CatalogFiles {

  private final Path base;
  private final List<String> problems = new ArrayList<>();

  private CatalogFiles(Path base) {
    this.base = base;
  }

  /**
   * Reads files, the {@code *.sql} of directories, and globs, each in the order of names.
   *
   * @param base what relative entries are relative to
   * @return file name → content
   * @throws QueryException with CONFIG_INVALID naming every entry that finds nothing
   */
  static Map<String, String> read(Path base, List<String> entries) {
    CatalogFiles files = new CatalogFiles(base);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String entry : entries) {
      for (Path file : files.find(entry)) {
        texts.put(file.toString(), files.text(file));
      }
    }
    if (!files.problems.isEmpty()) {
      throw new QueryException(ErrorCode.CONFIG_INVALID, String.join("\n", files.problems));
    }
    return texts;
  }

  private List<Path> find(String entry) {
    List<Path> found = entry.contains("*") ? glob(entry) : fileOrDirectory(base.resolve(entry));
    if (found.isEmpty()) {
      problems.add("catalog: '" + entry + "' finds no file under " + base.toAbsolutePath());
    }
    return found;
  }

  private List<Path> fileOrDirectory(Path path) {
    if (Files.isDirectory(path)) {
      return matching(path, path.getFileSystem().getPathMatcher("glob:**.sql"), 1);
    }
    return Files.isRegularFile(path) ? List.of(path) : List.of();
  }

  private List<Path> glob(String entry) {
    Path fixed = base.resolve(entry.substring(0, entry.indexOf('*'))).normalize();
    Path root = Files.isDirectory(fixed) ? fixed : fixed.getParent();
    if (root == null || !Files.isDirectory(root)) {
      return List.of();
    }
    String pattern = base.resolve("").toString() + (base.toString().isEmpty() ? "" : "/") + entry;
    String absolute = entry.startsWith("/") ? entry : pattern;
    PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + absolute);
    return matching(root, matcher, Integer.MAX_VALUE);
  }

  private List<Path> matching(Path root, PathMatcher matcher, int depth) {
    try (Stream<Path> paths = Files.walk(root, depth)) {
      return paths.filter(Files::isRegularFile).filter(matcher::matches).sorted().toList();
    } catch (IOException e) {
      problems.add("catalog: can't list " + root + ": " + e);
      return List.of();
    }
  }

  private String text(Path file) {
    try {
      return TextFile.read(file);
    } catch (QueryException e) {
      problems.add("catalog: " + e.text());
      return "";
    }
  }
}
