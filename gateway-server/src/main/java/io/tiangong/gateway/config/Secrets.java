package io.tiangong.gateway.config;

import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Resolves the references {@code env:NAME} and {@code file:/path} of catalog options. Values never
 * appear in a message.
 *
 * @param environment the process's environment
 */
public record Secrets(Map<String, String> environment) implements UnaryOperator<String> {

  private static final String ENV = "env:";
  private static final String FILE = "file:";

  public Secrets {
    environment = Map.copyOf(environment);
  }

  @Override
  public String apply(String reference) {
    if (reference.startsWith(ENV)) {
      String value = environment.get(reference.substring(ENV.length()));
      if (value == null) {
        throw unresolved(reference, "the environment variable is not set");
      }
      return value;
    }
    if (reference.startsWith(FILE)) {
      try {
        return Files.readString(Path.of(reference.substring(FILE.length()))).strip();
      } catch (IOException e) {
        throw unresolved(reference, "the file can't be read");
      }
    }
    throw unresolved(reference, "write ${env:NAME} or ${file:/path}");
  }

  private static QueryException unresolved(String reference, String why) {
    return new QueryException(ErrorCode.CATALOG_INVALID, "${" + reference + "}: " + why);
  }
}
