package io.tiangong.jdbc;

import io.tiangong.client.ServerInfo;
import io.tiangong.client.TiangongException;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.logging.Logger;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/**
 * The driver of {@code jdbc:tiangong://host:port[,host2:port2]/schema?key=value&…}; see {@link
 * Option} for the keys. {@link java.sql.DriverManager} finds it by itself.
 */
public final class TiangongDriver extends UnregisteredDriver {

  static {
    new TiangongDriver().register();
  }

  private final SharedClients clients = new SharedClients();

  /** For {@link java.sql.DriverManager} and {@link TiangongDataSource}. */
  public TiangongDriver() {}

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    ConnectOptions options = ConnectOptions.of(url, info == null ? new Properties() : info);
    SharedClients.Lease lease = clients.lease(options);
    boolean connected = false;
    try {
      ServerInfo server = lease.client().catalog().within(options.connectTimeout()).server();
      Connection connection =
          new TiangongConnection(
              this, (TiangongFactory) factory, withoutSecrets(url), options, lease, server);
      connected = true;
      return connection;
    } catch (TiangongException e) {
      throw SqlErrors.of(e);
    } finally {
      if (!connected) {
        lease.close();
      }
    }
  }

  /** The URL that metadata may show. */
  private static String withoutSecrets(String url) {
    return url.replaceAll("([?&](?:password|token)=)[^&]*", "$1***");
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return url != null && url.startsWith(OptionText.PREFIX);
  }

  /** Every option, with what the URL and the properties say; secrets are not repeated. */
  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    Properties given = info == null ? new Properties() : info;
    OptionText text = OptionText.of(url, given);
    return Arrays.stream(Option.values())
        .map(
            option -> {
              boolean secret = option == Option.PASSWORD || option == Option.TOKEN;
              String value = secret ? null : text.values().get(option);
              DriverPropertyInfo property = new DriverPropertyInfo(option.key(), value);
              property.description = option.description();
              property.choices = option == Option.TLS ? new String[] {"true", "false"} : null;
              return property;
            })
        .toArray(DriverPropertyInfo[]::new);
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.tiangong");
  }

  /** Clients that are open, for tests. */
  int openClients() {
    return clients.size();
  }

  @Override
  protected String getFactoryClassName(JdbcVersion version) {
    return TiangongFactory.class.getName();
  }

  @Override
  protected DriverVersion createDriverVersion() {
    return new DriverVersion(
        "Tiangong JDBC Driver", "0.1.0", "Tiangong", "0.1.0", false, 0, 1, 0, 1);
  }

  @Override
  protected String getConnectStringPrefix() {
    return OptionText.PREFIX;
  }

  @Override
  public Meta createMeta(AvaticaConnection connection) {
    return new TiangongMeta(connection);
  }
}
