package io.tiangong.gateway.config;

import io.tiangong.config.Section;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway knows its callers.
 *
 * @param users the file of users, relative to the configuration file; null: nobody is known
 * @param anonymous whether callers without credentials are served, too
 * @param reload how often the file is looked at
 * @param session how long a session lasts that a login has begun
 * @param sessionKeyFile whose text signs sessions; null: made up at the start
 */
public record AuthConfig(
    @Nullable String users,
    boolean anonymous,
    Duration reload,
    Duration session,
    @Nullable String sessionKeyFile) {

  public static final AuthConfig DEFAULT =
      new AuthConfig(null, false, Duration.ofSeconds(2), Duration.ofHours(1), null);

  /** Whether callers without credentials get in. */
  public boolean isOpen() {
    return users == null || anonymous;
  }

  static AuthConfig read(Section section) {
    String users = section.text("users", "");
    String key = section.text("session-key-file", "");
    AuthConfig config =
        new AuthConfig(
            users.isEmpty() ? null : users,
            section.truth("anonymous", DEFAULT.anonymous),
            section.duration("reload", DEFAULT.reload),
            section.duration("session", DEFAULT.session),
            key.isEmpty() ? null : key);
    section.finish();
    return config;
  }
}
