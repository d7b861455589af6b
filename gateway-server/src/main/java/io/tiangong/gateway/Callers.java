package io.tiangong.gateway;

import io.tiangong.config.TextFile;
import io.tiangong.gateway.auth.AuthSettings;
import io.tiangong.gateway.auth.Authenticator;
import io.tiangong.gateway.auth.Users;
import io.tiangong.gateway.auth.UsersReload;
import io.tiangong.gateway.config.AuthConfig;
import io.tiangong.gateway.config.UsersFile;
import io.tiangong.spi.ErrorCode;
import io.tiangong.spi.QueryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes what knows the callers from the configuration, and keeps it up to date. */
final class Callers {

  private static final int KEY_BYTES = 32;

  private Callers() {}

  /**
   * @param directory what the configuration's paths are relative to
   * @param timer looks at the file of users
   * @throws QueryException with CONFIG_INVALID when a file can't be read or understood
   */
  static Authenticator authenticator(
      AuthConfig config, Path directory, ScheduledExecutorService timer) {
    SecureRandom random = new SecureRandom();
    AuthSettings settings =
        new AuthSettings(config.anonymous(), config.session(), key(config, directory, random));
    if (config.users() == null) {
      return new Authenticator(Users.none(), settings, InstantSource.system(), random);
    }
    Path file = directory.resolve(config.users());
    String text = TextFile.read(file);
    Users users = UsersFile.parse(file.toString(), text);
    Authenticator callers = new Authenticator(users, settings, InstantSource.system(), random);
    long millis = config.reload().toMillis();
    timer.scheduleWithFixedDelay(
        new UsersReload(
            text,
            () -> TextFile.read(file),
            changed -> UsersFile.parse(file.toString(), changed),
            callers::replace),
        millis,
        millis,
        TimeUnit.MILLISECONDS);
    return callers;
  }

  private static String key(AuthConfig config, Path directory, SecureRandom random) {
    if (config.sessionKeyFile() == null) {
      byte[] key = new byte[KEY_BYTES];
      random.nextBytes(key);
      return HexFormat.of().formatHex(key);
    }
    Path file = directory.resolve(config.sessionKeyFile());
    String key = TextFile.read(file).strip();
    if (key.length() < KEY_BYTES) {
      throw new QueryException(
          ErrorCode.CONFIG_INVALID,
          "auth.session-key-file " + file + " must have at least " + KEY_BYTES + " characters");
    }
    return key;
  }
}
