package io.tiangong.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections to one URL; they share a channel while one is open. */
public final class TiangongDataSource implements DataSource {

  private final TiangongDriver driver = new TiangongDriver();
  private final Properties properties = new Properties();
  private String url = OptionText.PREFIX + "//127.0.0.1:9090";
  private @Nullable PrintWriter logWriter;

  /** Of a gateway on this machine, unless {@link #setUrl} is told another. */
  public TiangongDataSource() {}

  public TiangongDataSource(String url) {
    this.url = url;
  }

  public String getUrl() {
    return url;
  }

  public void setUrl(String newUrl) {
    url = newUrl;
  }

  public void setUser(String user) {
    properties.setProperty(Option.USER.key(), user);
  }

  public void setPassword(String password) {
    properties.setProperty(Option.PASSWORD.key(), password);
  }

  /** Any other option of the URL. */
  public void setProperty(String key, String value) {
    properties.setProperty(key, value);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect(properties);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Properties own = new Properties();
    own.putAll(properties);
    own.setProperty(Option.USER.key(), user);
    own.setProperty(Option.PASSWORD.key(), password);
    return connect(own);
  }

  private Connection connect(Properties own) throws SQLException {
    Connection connection = driver.connect(url, own);
    if (connection == null) {
      throw SqlErrors.badOptions(
          java.util.List.of("'" + url + "' does not begin with " + OptionText.PREFIX));
    }
    return connection;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    properties.setProperty(Option.CONNECT_TIMEOUT.key(), seconds == 0 ? "10s" : seconds + "s");
  }

  @Override
  public int getLoginTimeout() {
    String text = properties.getProperty(Option.CONNECT_TIMEOUT.key(), "0s");
    return text.matches("\\d+s") ? Integer.parseInt(text.substring(0, text.length() - 1)) : 0;
  }

  @Override
  public Logger getParentLogger() {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw SqlErrors.unsupported("a TiangongDataSource is no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
