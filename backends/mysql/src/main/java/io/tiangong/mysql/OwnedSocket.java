package io.tiangong.mysql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/**
 * The socket of one connection, within reach.
 *
 * <p>The driver's own {@code abort} waits for the thread that it should wake when the server is
 * frozen; closing the socket wakes it at once. So each connection is opened with a property of its
 * own that holds its socket, and with a factory that puts it there.
 */
final class OwnedSocket {

  private static final String PROPERTY = "tiangong.socket";

  private final AtomicReference<@Nullable Socket> socket = new AtomicReference<>();

  /** These properties, for one connection. */
  static Properties with(Properties properties) {
    Properties own = new Properties();
    own.putAll(properties);
    own.put(PROPERTY, new OwnedSocket());
    own.put("socketFactory", Factory.class.getName());
    return own;
  }

  static OwnedSocket of(org.mariadb.jdbc.Connection connection) {
    return of(connection.getContext().getConf());
  }

  private static OwnedSocket of(Configuration configuration) {
    return (OwnedSocket)
        Objects.requireNonNull(configuration.nonMappedOptions().get(PROPERTY), PROPERTY);
  }

  /** Ends reads and writes of whatever thread with an exception; does not block. */
  void close() {
    Socket open = socket.get();
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // Closed all the same.
    }
  }

  /**
   * What the driver makes by its name. A channel's socket reads in one system call; a plain one,
   * having been connected within a time limit, needs three for each answer that it waits for.
   */
  public static final class Factory extends ConfigurableSocketFactory {

    private OwnedSocket owner = new OwnedSocket();

    @Override
    public void setConfiguration(Configuration configuration, String host) {
      owner = of(configuration);
    }

    @Override
    public Socket createSocket() throws IOException {
      Socket created = SocketChannel.open().socket();
      owner.socket.set(created);
      return created;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException("the driver connects by itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      return createSocket(host, port);
    }
  }
}
