package io.tiangong.loadtest.peers;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC driver with its libraries in a class loader of its own, so that they meet none of ours.
 */
final class IsolatedDriver implements AutoCloseable {

  private final URLClassLoader loader;
  private final Driver driver;

  private IsolatedDriver(URLClassLoader loader, Driver driver) {
    this.loader = loader;
    this.driver = driver;
  }

  /**
   * Resolves the libraries with Maven, unless that has been done.
   *
   * @param pom that names them
   * @param directory where their list is kept
   */
  static IsolatedDriver load(Path pom, Path directory, String className) throws IOException {
    DriverManager.getDrivers(); // finds our own drivers before another class loader is set
    Path list = directory.resolve(pom.getFileName() + ".classpath");
    if (!Files.exists(list)) {
      resolve(pom, list);
    }
    List<URL> jars = new ArrayList<>();
    for (String jar : Files.readString(list).strip().split(File.pathSeparator)) {
      jars.add(url(jar));
    }
    URLClassLoader loader =
        new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    try {
      Object driver = loader.loadClass(className).getDeclaredConstructor().newInstance();
      return new IsolatedDriver(loader, (Driver) driver);
    } catch (ReflectiveOperationException e) {
      loader.close();
      throw new IllegalStateException(className + " can't be loaded from " + list, e);
    }
  }

  private static URL url(String jar) throws MalformedURLException {
    return Path.of(jar).toUri().toURL();
  }

  private static void resolve(Path pom, Path list) throws IOException {
    Files.createDirectories(list.toAbsolutePath().getParent());
    Process maven =
        new ProcessBuilder(
                "mvn",
                "-B",
                "-q",
                "-f",
                pom.toString(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + list)
            .inheritIO()
            .start();
    try {
      if (maven.waitFor() != 0) {
        throw new IllegalStateException("Maven can't resolve " + pom);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  Connection connect(String url) throws SQLException {
    Thread thread = Thread.currentThread();
    @Nullable ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Connection connection = driver.connect(url, new Properties());
      if (connection == null) {
        throw new SQLException(driver + " does not understand " + url);
      }
      return connection;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
