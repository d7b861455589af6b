package io.tiangong.jdbc.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown file.
 *
 * @param language after the fence
 * @param compiledOnly whether the line before says {@code <!-- compiled only -->}
 */
record Block(Path file, int line, String language, List<String> lines, boolean compiledOnly) {

  private static final String FENCE = "```";
  private static final String COMPILED_ONLY = "<!-- compiled only -->";

  static List<Block> read(Path file) throws IOException {
    List<String> all = Files.readAllLines(file);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).startsWith(FENCE)) {
        int start = i;
        do {
          i++;
        } while (!all.get(i).equals(FENCE));
        boolean compiledOnly = start > 0 && all.get(start - 1).equals(COMPILED_ONLY);
        String language = all.get(start).substring(FENCE.length());
        blocks.add(new Block(file, start + 1, language, all.subList(start + 1, i), compiledOnly));
      }
    }
    return blocks;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** For the names of tests. */
  @Override
  public String toString() {
    return file.getParent().getFileName() + "/" + file.getFileName() + ":" + line;
  }
}
