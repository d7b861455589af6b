package io.tiangong.offline;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * One version of a table: its files by path. Names that begin with {@code _} or {@code .} are
 * writers' bookkeeping and do not count.
 */
record TableFiles(List<DataFile> files) {

  /** A file as it was when it was listed. */
  record DataFile(String path, long bytes, long modifiedMillis) {}

  TableFiles {
    files = files.stream().sorted(Comparator.comparing(DataFile::path)).toList();
  }

  static TableFiles list(OfflineTable table) throws IOException {
    List<DataFile> found = new ArrayList<>();
    Files.walkFileTree(
        table.directory(),
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return isHidden(path) && !path.equals(table.directory())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (path.toString().endsWith(table.format().extension()) && !isHidden(path)) {
              long modified = attributes.lastModifiedTime().toMillis();
              found.add(new DataFile(path.toString(), attributes.size(), modified));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new TableFiles(found);
  }

  private static boolean isHidden(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith("_") || name.startsWith(".");
  }

  long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }

  List<String> paths() {
    return files.stream().map(DataFile::path).toList();
  }
}
