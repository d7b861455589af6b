package io.tiangong.demo.run;

import io.tiangong.gateway.auth.Digest;
import io.tiangong.gateway.auth.PasswordHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Who may ask the demo's gateway, beside everybody: it is reached from this machine only.
 *
 * @param password of the user {@link #ANALYST}
 * @param token of the service {@link #DASHBOARD}
 */
public record DemoUsers(String password, String token) {

  public static final String ANALYST = "analyst";
  public static final String DASHBOARD = "dashboard";

  /** The users of a directory; made up at the first call. */
  static DemoUsers of(DemoDirectory directory) {
    return new DemoUsers(
        directory.secret(ANALYST + "-password"), "tgt." + directory.secret(DASHBOARD + "-token"));
  }

  /** Writes what the gateway holds of them. */
  void write(Path file) {
    String yaml =
        """
        # Written by the demo at each start.
        users:
          analyst:
            password: "%s"
            roles: [bi]
            accounts: [analyst, adhoc]
          dashboard:
            roles: [service]
            tokens:
              demo: {sha256: "%s"}
        """
            .formatted(
                PasswordHash.create(password, PasswordHash.ITERATIONS, new SecureRandom()),
                Digest.of(token));
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
