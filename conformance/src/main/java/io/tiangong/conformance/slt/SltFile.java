package io.tiangong.conformance.slt;

import io.tiangong.config.TextFile;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A test file.
 *
 * @param name as it was named
 */
public record SltFile(String name, List<SltRecord> records) {

  /** The dialect that files are read for: TgSQL follows MySQL where engines differ. */
  static final String ENGINE = "mysql";

  public SltFile {
    records = List.copyOf(records);
  }

  /**
   * Reads a file of the file system, or of the suite that comes along, such as {@code select1.test}
   * or {@code random/expr/slt_good_0.test}.
   *
   * @throws QueryException with CONFIG_INVALID when there is none, or when it can't be read
   */
  public static SltFile read(String name) {
    try {
      return of(name, Files.exists(Path.of(name)) ? TextFile.read(Path.of(name)) : bundled(name));
    } catch (IOException | IllegalArgumentException e) {
      throw new QueryException(
          ErrorCode.CONFIG_INVALID, name + " can't be read: " + e.getMessage(), e);
    }
  }

  static SltFile of(String name, String text) {
    try {
      return new SltFile(name, SltReader.read(ENGINE, text));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static String bundled(String name) throws IOException {
    try (InputStream in = SltFile.class.getResourceAsStream("/test/" + name)) {
      if (in == null) {
        throw new QueryException(
            ErrorCode.CONFIG_INVALID,
            "there is no file " + name + ", neither here nor in the sqllogictest suite");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
