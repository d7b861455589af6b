package io.tiangong.cli;

import io.tiangong.client.ClientBuilder;
import io.tiangong.client.Credentials;
import io.tiangong.client.TiangongClient;
import io.tiangong.client.TiangongException;
import io.tiangong.client.Tls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which gateway, and who asks. */
final class GatewayOptions {

  private static final String DEFAULT_PORT = ":9090";

  @Option(
      names = "--url",
      paramLabel = "host[:port]",
      defaultValue = "${env:TIANGONG_URL:-127.0.0.1:9090}",
      description = "The gateway, or several with commas; also from TIANGONG_URL.")
  private String url = "127.0.0.1:9090";

  @Option(
      names = "--user",
      paramLabel = "name",
      defaultValue = "${env:TIANGONG_USER}",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description =
          "Who asks; also from TIANGONG_USER. The password: --password, TIANGONG_PASSWORD.")
  private @Nullable String user;

  @Option(
      names = "--password",
      arity = "0..1",
      interactive = true,
      defaultValue = "${env:TIANGONG_PASSWORD}",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Ask for the password of --user.")
  private @Nullable String password;

  @Option(
      names = "--token",
      paramLabel = "token",
      defaultValue = "${env:TIANGONG_TOKEN}",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "A bearer token instead of a user; better from TIANGONG_TOKEN.")
  private @Nullable String token;

  @Option(names = "--tls", description = "Speak TLS; trust the authorities that the JVM trusts.")
  private boolean tls;

  @Option(
      names = "--trust-certificate",
      paramLabel = "file",
      description = "Speak TLS; trust the authorities of this PEM file.")
  private @Nullable Path trustCertificate;

  @Option(names = "--schema", description = "Where names without a schema are looked up first.")
  private @Nullable String schema;

  @Option(names = "--account", description = "The account to charge.")
  private @Nullable String account;

  @Option(names = "--lane", description = "The lane wished for.")
  private @Nullable String lane;

  String url() {
    return url;
  }

  /** Does not connect yet. */
  TiangongClient connect(CommandSpec spec) {
    if (user != null && token != null) {
      throw new ParameterException(spec.commandLine(), "--user and --token exclude each other");
    }
    try {
      ClientBuilder builder =
          TiangongClient.builder(url.contains(":") ? url : url + DEFAULT_PORT)
              .userAgent("tiangong-cli")
              .credentials(credentials())
              .schema(schema == null ? "" : schema)
              .account(account == null ? "" : account)
              .lane(lane == null ? "" : lane);
      if (trustCertificate != null) {
        builder.tls(Tls.trusting(trustCertificate));
      } else if (tls) {
        builder.tls(Tls.system());
      }
      return builder.build();
    } catch (TiangongException e) {
      throw new ParameterException(spec.commandLine(), e.text());
    }
  }

  private Credentials credentials() {
    if (token != null) {
      return Credentials.token(token);
    }
    return user == null
        ? Credentials.none()
        : Credentials.password(user, password == null ? "" : password);
  }
}
