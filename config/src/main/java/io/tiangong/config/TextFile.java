package io.tiangong.config;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that people write. */
public final class TextFile {

  private TextFile() {}

  /**
   * The whole of a file in UTF-8.
   *
   * @throws QueryException with CONFIG_INVALID saying why it can't be read
   */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new QueryException(
          ErrorCode.CONFIG_INVALID, "can't read " + file + ": " + reason(file, e), e);
    }
  }

  private static String reason(Path file, IOException error) {
    if (error instanceof NoSuchFileException) {
      return "there is no such file";
    } else if (error instanceof AccessDeniedException) {
      return "permission denied";
    } else if (error instanceof CharacterCodingException) {
      return "it is no text in UTF-8";
    }
    return Files.isDirectory(file) ? "it is a directory" : String.valueOf(error.getMessage());
  }
}
