package io.tiangong.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.client.testing.LoopbackGateway;
import io.tiangong.client.testing.ScriptedAnswer;
import io.tiangong.client.testing.SelfSigned;
import io.tiangong.v1.TypeKind;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar that a BI tool is given, loaded alone. */
@Timeout(120)
class DriverJarIT {

  private static final long MAX_BYTES = 15L << 20;
  private static final String SQL = "SELECT id, name FROM couriers";

  private final Path jar = Path.of(System.getProperty("tiangong.jdbc.driver"));
  @TempDir private Path files;

  @Test
  void jarIsSmallAndHoldsNothingUnderNamesOfOthers() throws Exception {
    assertThat(Files.size(jar)).isLessThanOrEqualTo(MAX_BYTES);
    try (JarFile entries = new JarFile(jar.toFile())) {
      List<String> classes =
          entries.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")).toList();
      assertThat(classes)
          .hasSizeGreaterThan(1000)
          .allMatch(name -> name.startsWith("io/tiangong/"));
      assertThat(entries.stream().map(JarEntry::getName))
          .noneMatch(name -> name.endsWith(".so") || name.endsWith(".proto"));
    }
  }

  @Test
  void jarAloneConnectsAndReads() throws Exception {
    try (LoopbackGateway gateway = answering(new LoopbackGateway());
        URLClassLoader alone = alone()) {
      read(driver(alone), "jdbc:tiangong://" + gateway.target() + "/ord");
      read(driver(alone), "jdbc:tiangong://" + gateway.target() + ",localhost:" + gateway.port());
    }
  }

  @Test
  void jarAloneSpeaksTls() throws Exception {
    SelfSigned server = SelfSigned.in(files, "server");
    try (LoopbackGateway gateway =
            answering(
                new LoopbackGateway(
                    0,
                    io.grpc.TlsServerCredentials.create(
                        server.certificate().toFile(), server.key().toFile())));
        URLClassLoader alone = alone()) {
      String options = "?trustCertificate=" + server.certificate();
      read(driver(alone), "jdbc:tiangong://" + gateway.target() + "/ord" + options);
    }
  }

  @Test
  void errorsOfTheJarHaveTheirSqlState() throws Exception {
    try (URLClassLoader alone = alone()) {
      Driver driver = driver(alone);
      StatementTest.state(
          () -> driver.connect("jdbc:tiangong://h?usr=x", new Properties()),
          SQLException.class,
          "08001",
          "did you mean 'user'?");
    }
  }

  private URLClassLoader alone() throws Exception {
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private static Driver driver(ClassLoader alone) {
    Driver driver = ServiceLoader.load(Driver.class, alone).findFirst().orElseThrow();
    assertThat(driver.getClass().getClassLoader()).isSameAs(alone);
    return driver;
  }

  private static LoopbackGateway answering(LoopbackGateway gateway) {
    return gateway.answers(
        SQL,
        new ScriptedAnswer()
            .column("id", TypeKind.TYPE_KIND_BIGINT)
            .column("name", TypeKind.TYPE_KIND_VARCHAR)
            .row(1L, "顺丰"));
  }

  private static void read(Driver driver, String url) throws SQLException {
    try (Connection connection = driver.connect(url, new Properties());
        PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery();
        ResultSet tables = connection.getMetaData().getTables(null, null, null, null);
        ResultSet keys = connection.getMetaData().getImportedKeys(null, "ord", "orders")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("name")).isEqualTo("顺丰");
      assertThat(rows.getObject(1)).isEqualTo(1L);
      assertThat(rows.next()).isFalse();
      assertThat(tables.next()).isTrue();
      assertThat(keys.next()).isFalse();
    }
  }
}
