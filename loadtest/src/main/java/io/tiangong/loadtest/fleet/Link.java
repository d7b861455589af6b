package io.tiangong.loadtest.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback between a caller and a server, whose {@link Weather} can be changed while
 * bytes flow. Thread-safe.
 */
public final class Link implements AutoCloseable {

  private final ServerSocket door;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Weather weather = Weather.FAIR;

  private Link(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /**
   * @param target port of the server, on loopback
   */
  public static Link to(int target) {
    try {
      ServerSocket door = new ServerSocket();
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Link link = new Link(door, target);
      link.thread("accept", link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Changes what happens to bytes from now on; open connections are reset when it says so. */
  public void set(Weather now) {
    weather = now;
    if (now.cut()) {
      sockets.forEach(Link::reset);
    }
  }

  Weather weather() {
    return weather;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        if (weather.cut()) {
          reset(caller);
        } else {
          connect(caller);
        }
      } catch (IOException e) {
        // The door was closed, or the server does not answer: the caller sees a closed connection.
      }
    }
  }

  private void connect(Socket caller) throws IOException {
    Socket server = new Socket();
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      caller.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    } catch (IOException e) {
      reset(caller);
      throw e;
    }
    sockets.add(caller);
    sockets.add(server);
    pump(caller, server);
    pump(server, caller);
    if (weather.cut() || door.isClosed()) { // since it came in: whoever cut did not see it yet
      reset(caller);
      reset(server);
    }
  }

  private void pump(Socket from, Socket to) {
    Pump pump = new Pump(this, from, to);
    thread("read", pump::read);
    thread("write", pump::write);
  }

  void closed(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  private void thread(String what, Runnable task) {
    Thread thread = new Thread(task, "link-" + target + "-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(Link::reset);
  }
}
