package io.tiangong.jdbc.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tiangong.jdbc.users.KpiGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/reference/grpc.md, run where npm is; skipped with a reason elsewhere. */
@Timeout(300)
class GrpcExamplesIT {

  private static final Path ROOT = Path.of(System.getProperty("tiangong.root"));
  private static final Path PAGE = ROOT.resolve("docs/reference/grpc.md");
  private static final Path NODE = ROOT.resolve("clients/jdbc/target/node");
  private static final List<String> PACKAGES =
      List.of("@bufbuild/buf@1.75.0", "@grpc/grpc-js@1.14.7", "@grpc/proto-loader@0.8.1");
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private static Path files;
  private static KpiGateway gateway;

  /** What a command said, both ways, and how it ended. */
  private record Outcome(int exit, String said) {}

  @BeforeAll
  static void start() throws Exception {
    gateway = KpiGateway.startForAll(files);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<Block> shellExamples() throws Exception {
    return Block.read(PAGE).stream()
        .filter(block -> block.language().equals("console"))
        .filter(block -> block.lines().get(0).startsWith("$ "));
  }

  @ParameterizedTest
  @MethodSource("shellExamples")
  void shellExampleSaysWhatItSays(Block block) throws Exception {
    requirePackages();
    List<String> command = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String line : block.lines()) {
      boolean continues = !command.isEmpty() && command.get(command.size() - 1).endsWith("\\");
      (command.isEmpty() || continues ? command : expected).add(line);
    }
    Outcome outcome = shell(String.join("\n", command).substring(2));
    assertThat(outcome.exit()).as(outcome.said()).isZero();
    assertThat(expected).isNotEmpty();
    for (String line : expected) {
      assertThat(outcome.said()).contains(line.strip());
    }
  }

  @Test
  void nodeExamplePrintsWhatItSays() throws Exception {
    requirePackages();
    List<Block> blocks = Block.read(PAGE);
    Files.writeString(NODE.resolve("example.js"), one(blocks, "js").text());
    Outcome outcome = shell("node example.js");
    assertThat(outcome.said()).isEqualTo(one(blocks, "text").text());
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void pythonMessagesAreGeneratedAndCompiled() throws Exception {
    requireTool("protoc");
    requireTool("python3");
    Path generated = Files.createDirectories(files.resolve("python"));
    Outcome outcome =
        run(
            ROOT,
            "protoc -I proto --python_out=%s proto/tiangong/v1/*.proto && python3 -m compileall -q %s"
                .formatted(generated, generated));
    assertThat(outcome.exit()).as(outcome.said()).isZero();
  }

  private static Block one(List<Block> blocks, String language) {
    List<Block> found = blocks.stream().filter(b -> b.language().equals(language)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static void requireTool(String tool) throws Exception {
    assumeTrue(
        run(ROOT, "command -v " + tool).exit() == 0, "skipped: " + tool + " is not on the path");
  }

  private static void requirePackages() throws Exception {
    requireTool("npm");
    requireTool("node");
    if (!Files.exists(NODE.resolve("installed"))) {
      Files.createDirectories(NODE);
      Outcome install =
          run(NODE, "npm install --no-audit --no-fund --prefix . " + String.join(" ", PACKAGES));
      assumeTrue(install.exit() == 0, "skipped: npm can't install: " + install.said());
      Files.writeString(NODE.resolve("installed"), String.join("\n", PACKAGES));
    }
  }

  private static Outcome shell(String command) throws Exception {
    return run(NODE, command.replaceAll("\\b9090\\b", Integer.toString(gateway.port())));
  }

  private static Outcome run(Path directory, String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", NODE.resolve("node_modules/.bin") + ":" + environment.get("PATH"));
    environment.put("PROTO", ROOT.resolve("proto").toString());
    environment.put("TIANGONG", "127.0.0.1:" + gateway.port());
    Process process = builder.start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(command + " does not end");
      }
      return new Outcome(process.exitValue(), said);
    } finally {
      process.destroyForcibly();
    }
  }
}
