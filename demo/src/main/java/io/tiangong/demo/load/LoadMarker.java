package io.tiangong.demo.load;

import io.tiangong.demo.dataset.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that says which data set lies in a directory; written last, so half a load has none. */
public final class LoadMarker {

  private final Path file;

  public LoadMarker(Path directory) {
    this.file = directory.resolve("loaded");
  }

  /** Whether the whole of this data set has been loaded. */
  public boolean names(Dataset dataset) {
    try {
      return Files.exists(file) && Files.readString(file).equals(text(dataset));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(Dataset dataset) {
    try {
      Path draft = Files.writeString(file.resolveSibling("loaded.tmp"), text(dataset));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Dataset dataset) {
    return "format=%d%nseed=%d%nscale=%s%n"
        .formatted(Dataset.FORMAT, dataset.seed(), dataset.scale());
  }
}
