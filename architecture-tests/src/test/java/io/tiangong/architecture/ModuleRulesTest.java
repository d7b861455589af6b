package io.tiangong.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Which module may import which, and who alone sees a library. */
@AnalyzeClasses(packages = "io.tiangong", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {

  private static final String GENERATED_PROTOCOL = "io.tiangong.v1..";

  @ArchTest
  static void spiSeesTheJdkAndArrowVectorsOnly(JavaClasses code) {
    classes()
        .that()
        .resideInAPackage("io.tiangong.spi..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.tiangong.spi..",
            "java..",
            "org.apache.arrow.vector..",
            "org.apache.arrow.memory..",
            "org.jspecify..")
        .check(code);
  }

  @ArchTest
  static void planSeesTheSpiOnly(JavaClasses code) {
    classes()
        .that()
        .resideInAPackage("io.tiangong.dialect.plan..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.tiangong.dialect.plan..", "io.tiangong.spi..", "java..", "org.jspecify..")
        .check(code);
  }

  @ArchTest
  static void modulesImportOnlyWhatTheyMay(JavaClasses code) {
    module("io.tiangong.spi..").importsOnly().check(code);
    module("io.tiangong.config..").importsOnly("io.tiangong.spi..").check(code);
    module("io.tiangong.dialect..").importsOnly("io.tiangong.spi..").check(code);
    module("io.tiangong.hbase..").importsOnly("io.tiangong.spi..").check(code);
    module("io.tiangong.mysql..").importsOnly("io.tiangong.spi..").check(code);
    module("io.tiangong.offline..").importsOnly("io.tiangong.spi..").check(code);
    module("io.tiangong.embedded..").importsOnly().check(code);
    module("io.tiangong.gateway..")
        .importsOnly(
            "io.tiangong.config..",
            "io.tiangong.spi..",
            "io.tiangong.dialect..",
            "io.tiangong.hbase..",
            "io.tiangong.mysql..",
            "io.tiangong.offline..",
            GENERATED_PROTOCOL)
        .check(code);
    module("io.tiangong.client..").importsOnly(GENERATED_PROTOCOL).check(code);
    module("io.tiangong.jdbc..").importsOnly("io.tiangong.client..").check(code);
    module("io.tiangong.cli..").importsOnly("io.tiangong.client..").check(code);
    module("io.tiangong.demo..")
        .importsOnly(
            "io.tiangong.spi..",
            "io.tiangong.dialect.catalog..", // declares the tables that it fills
            "io.tiangong.hbase..",
            "io.tiangong.embedded..",
            "io.tiangong.gateway.auth..", // hashes the passwords of its users
            "io.tiangong.client..",
            "io.tiangong.cli..")
        .check(code);
    module("io.tiangong.loadtest..")
        .importsOnly(
            "io.tiangong.demo..",
            "io.tiangong.client..",
            "io.tiangong.config..",
            "io.tiangong.spi..",
            "io.tiangong.dialect..", // the planner without a gateway
            "io.tiangong.hbase..", // its sources; and the floor: a Get without a gateway
            "io.tiangong.mysql..",
            "io.tiangong.offline..",
            "io.tiangong.embedded..", // stops and starts its servers one by one
            GENERATED_PROTOCOL) // thousands of calls under way, without a thread each
        .check(code);
    module("io.tiangong.conformance..")
        .importsOnly(
            "io.tiangong.spi..",
            "io.tiangong.config..", // reads files that people write
            "io.tiangong.dialect.catalog..", // declares the tables that it fills
            "io.tiangong.hbase", // fills them with the backend's own codecs
            "io.tiangong.embedded..",
            "io.tiangong.demo.load..",
            "io.tiangong.demo.run..",
            "io.tiangong.gateway",
            "io.tiangong.gateway.config..",
            "io.tiangong.client..")
        .check(code);
  }

  @ArchTest
  static void onlyTheDialectSeesCalcite(JavaClasses code) {
    library("org.apache.calcite..")
        .isSeenOnlyBy(
            "io.tiangong.dialect..", "io.tiangong.jdbc..") // the next rule says what of it
        .check(code);
    noClasses()
        .that()
        .resideInAPackage("io.tiangong.jdbc..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.calcite..")
                .and(resideOutsideOfPackages("org.apache.calcite.avatica..")))
        .check(code);
    library("com.github.benmanes.caffeine..")
        .isSeenOnlyBy("io.tiangong.dialect..", "io.tiangong.gateway.auth..") // verified passwords
        .check(code);
  }

  @ArchTest
  static void onlyTheHBaseBackendSeesHadoop(JavaClasses code) {
    library("org.apache.hadoop..")
        .isSeenOnlyBy(
            "io.tiangong.hbase..",
            "io.tiangong.embedded..", // the server's own JVM
            "io.tiangong.loadtest..") // the floor: a Get without a gateway
        .check(code);
  }

  @ArchTest
  static void onlyTheMySqlBackendSeesADriver(JavaClasses code) {
    library("org.mariadb..", "com.mysql..", "org.jdbi..", "com.zaxxer..")
        .isSeenOnlyBy("io.tiangong.mysql..")
        .check(code);
  }

  @ArchTest
  static void onlyTheOfflineBackendSeesDuckDb(JavaClasses code) {
    library("org.duckdb..", "org.apache.arrow.c..")
        .isSeenOnlyBy("io.tiangong.offline..")
        .check(code);
  }

  @ArchTest
  static void onlyTheDoorsOfTheGatewayTouchTheWire(JavaClasses code) {
    library("io.grpc..", "com.google.protobuf..", GENERATED_PROTOCOL)
        .isSeenOnlyBy(
            GENERATED_PROTOCOL,
            "io.tiangong.gateway.grpc..",
            "io.tiangong.gateway.flight..",
            "io.tiangong.client..",
            "io.tiangong.loadtest..") // the floor: a call that does nothing
        .check(code);
  }

  @ArchTest
  static void onlyTheFlightDoorSeesFlight(JavaClasses code) {
    library("org.apache.arrow.flight..")
        .isSeenOnlyBy(
            "io.tiangong.gateway.flight..",
            "io.tiangong.loadtest.jdbc..") // measures it through Arrow's client
        .check(code);
  }

  @ArchTest
  static void onlyTheCompositionRootSeesConcreteBackends(JavaClasses code) {
    library("io.tiangong.hbase..", "io.tiangong.mysql..", "io.tiangong.offline..")
        .isSeenOnlyBy(
            "io.tiangong.hbase..",
            "io.tiangong.mysql..",
            "io.tiangong.offline..",
            "io.tiangong.gateway",
            "io.tiangong.demo..", // fills the tables with the backend's own codecs
            "io.tiangong.loadtest..",
            "io.tiangong.conformance..") // fills its tables, too
        .check(code);
  }

  @ArchTest
  static void nothingDependsOnTheProof(JavaClasses code) {
    library("io.tiangong.conformance..").isSeenOnlyBy("io.tiangong.conformance..").check(code);
    library("io.trino.tpch..")
        .isSeenOnlyBy("io.tiangong.conformance.tpch..", "io.tiangong.loadtest.peers..")
        .check(code);
  }

  @ArchTest
  static void commandLinesStayInTheMains(JavaClasses code) {
    library("picocli..")
        .isSeenOnlyBy(
            "io.tiangong.gateway",
            "io.tiangong.cli",
            "io.tiangong.demo",
            "io.tiangong.loadtest",
            "io.tiangong.conformance")
        .check(code);
    library("org.jline..").isSeenOnlyBy("io.tiangong.cli..").check(code);
    library("org.yaml..")
        .isSeenOnlyBy(
            "io.tiangong.config..",
            "io.tiangong.loadtest.result..") // reads the figures of earlier runs
        .check(code);
  }

  private static Module module(String packages) {
    return new Module(packages);
  }

  private static Library library(String... packages) {
    return new Library(packages);
  }

  /** The classes of one of our modules. */
  private record Module(String packages) {
    ArchRule importsOnly(String... ours) {
      String[] allowed =
          Stream.concat(Stream.of(packages), Arrays.stream(ours)).toArray(String[]::new);
      return noClasses()
          .that()
          .resideInAPackage(packages)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.tiangong..").and(resideOutsideOfPackages(allowed)));
    }
  }

  /** Classes that only few may import. */
  private record Library(String... packages) {
    ArchRule isSeenOnlyBy(String... holders) {
      return noClasses()
          .that()
          .resideOutsideOfPackages(holders)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages);
    }
  }
}
