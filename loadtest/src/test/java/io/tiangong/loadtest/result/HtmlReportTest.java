package io.tiangong.loadtest.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a recorded run. */
class HtmlReportTest {

  @TempDir private Path directory;

  private static String figures() throws IOException {
    try (InputStream in = HtmlReportTest.class.getResourceAsStream("/run.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void needsNoNetwork() throws IOException {
    String report = HtmlReport.of(figures());
    assertThat(report.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http", "@import");
    assertThat(report).doesNotContain("/*FIGURES*/", "<link", "src=");
  }

  @Test
  void textsOfServersCanNotBreakOutOfTheFigures() {
    String report = HtmlReport.of(Json.text(Map.of("name", "</script><b>x")));
    assertThat(report).doesNotContain("</script><b>x");
  }

  @Test
  void drawsItselfInABrowserWithoutErrors() throws IOException, InterruptedException {
    String page = page(figures());
    assertThat(page)
        .contains("Thresholds", "Latency over time", "Throughput, offered and achieved")
        .contains("Errors by code", "SOURCE_UNAVAILABLE", "Processors in use", "Resident memory")
        .contains("freeze mariadb", "late by more than")
        .contains("INVALID", "FAIL");
    assertThat(page.split("<path", -1).length - 1).isGreaterThanOrEqualTo(13);
  }

  @Test
  void queuesThatNoGatewayReportsAreSaidNotDrawn() throws IOException, InterruptedException {
    String silent = figures().replaceFirst("\"queues\":\"[^\"]*\",", "");
    assertThat(silent).isNotEqualTo(figures());
    for (String figures : List.of(figures(), silent)) {
      assertThat(page(figures))
          .containsIgnoringWhitespaces(
              "<h2>Queues by lane</h2><p>Not reported by this gateway version.</p></section>");
    }
  }

  @Test
  void chartWithoutValuesIsNotDrawn() throws IOException, InterruptedException {
    String unanswered = figures().replaceAll("\"(p50|p99|p999)\":\\[[^]]*]", "\"$1\":[null]");
    String page = page(unanswered);
    assertThat(page).contains("There is nothing to draw");
    assertThat(page.split("<svg", -1).length)
        .isEqualTo(page(figures()).split("<svg", -1).length - 1);
  }

  /** The page as a browser makes it of these figures. */
  private String page(String figures) throws IOException, InterruptedException {
    Optional<String> browser = browser();
    assumeTrue(browser.isPresent(), "no chromium on the PATH: the report was not rendered");
    Path report = Files.writeString(directory.resolve("report.html"), HtmlReport.of(figures));
    Path errors = directory.resolve("errors");
    String page = render(browser.get(), report, errors);
    assertThat(Files.readString(errors)).doesNotContain("CONSOLE");
    return page;
  }

  private static Optional<String> browser() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(path -> Stream.of(path + "/chromium", path + "/chromium-browser"))
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst();
  }

  private String render(String browser, Path report, Path errors)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(browser));
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--user-data-dir=" + directory.resolve("profile"),
            "--dump-dom",
            report.toUri().toString()));
    Path page = directory.resolve("page");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(page.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    return Files.readString(page);
  }
}
