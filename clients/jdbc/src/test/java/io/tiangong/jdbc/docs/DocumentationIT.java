package io.tiangong.jdbc.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.jdbc.users.KpiGateway;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of the clients' READMEs: each block is compiled, run, and prints what it says. */
@Timeout(180)
class DocumentationIT {

  private static final Path ROOT = Path.of(System.getProperty("tiangong.root"));
  private static final Pattern PRINTS = Pattern.compile("// prints (.*)$", Pattern.MULTILINE);
  private static final String WRAPPER =
      """
      import io.tiangong.client.*;
      import io.tiangong.jdbc.*;
      import java.nio.file.Path;
      import java.sql.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      public final class Example {
        public static void run() throws Exception {
      %s
        }
      }
      """;

  @TempDir private static Path files;
  private static KpiGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = KpiGateway.startForAll(files);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<Block> blocks() throws Exception {
    List<Block> blocks = new ArrayList<>();
    for (String readme : new String[] {"clients/java/README.md", "clients/jdbc/README.md"}) {
      blocks.addAll(Block.read(ROOT.resolve(readme)));
    }
    return blocks.stream().filter(block -> block.language().equals("java"));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void javaBlockRunsAsItSays(Block block, @TempDir Path classes) throws Exception {
    compile(block, classes);
    if (!block.compiledOnly()) {
      String printed = run(classes);
      Matcher promised = PRINTS.matcher(block.text());
      assertThat(promised.find()).as("a block says what it prints").isTrue();
      do {
        assertThat(printed.lines()).contains(promised.group(1));
      } while (promised.find());
    }
  }

  private static void compile(Block block, Path classes) {
    String code =
        WRAPPER.formatted(block.text().replaceAll("\\b9090\\b", Integer.toString(gateway.port())));
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("mem:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return code;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled =
        compiler.getTask(problems, null, null, options, null, List.of(source)).call();
    assertThat(compiled).as("%s%n%s", problems, code).isTrue();
  }

  private static String run(Path classes) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, DocumentationIT.class.getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Example").getMethod("run").invoke(null);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
