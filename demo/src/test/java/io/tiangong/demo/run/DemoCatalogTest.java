package io.tiangong.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiangong.dialect.catalog.CatalogScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCatalogTest {

  @TempDir private Path path;

  private DemoCatalog catalog(Map<String, String> more) {
    return DemoCatalog.of(new DemoDirectory(path), new DemoPorts(1, 2, 3, 4, 5), "someone", more);
  }

  @Test
  void everyPlaceholderIsFilled() {
    assertThat(catalog(Map.of()).texts().values()).noneMatch(text -> text.contains("@"));
  }

  @Test
  void catalogDeclaresTheFiveTables() {
    CatalogScript script = CatalogScript.parse(catalog(Map.of()).texts(), reference -> "secret");
    assertThat(script.sources()).hasSize(3);
    assertThat(script.tables().stream().map(table -> table.definition().name().toString()))
        .containsExactlyInAnyOrder(
            "ord.orders", "ord.couriers", "rt.fulfilment", "rt.order_track", "kpi.daily_plan");
  }

  @Test
  void passwordIsReferredToAndNotWritten() throws IOException {
    DemoDirectory directory = new DemoDirectory(path);
    String password = directory.password();
    catalog(Map.of("90-more.sql", "-- more")).write(directory.catalog());
    String sources = Files.readString(directory.catalog().resolve("10-sources.sql"));
    assertThat(sources).contains("${file:" + directory.passwordFile() + "}");
    assertThat(sources).doesNotContain(password);
    assertThat(directory.catalog().resolve("90-more.sql")).hasContent("-- more");
  }
}
