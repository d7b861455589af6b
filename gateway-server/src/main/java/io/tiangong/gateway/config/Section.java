package io.tiangong.gateway.config;

import io.tiangong.spi.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of the configuration file while it is read. Remembers which keys were asked for, so
 * that {@link #finish} can tell the unknown ones.
 */
final class Section {

  private final String path;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Problems problems;
  private final @Nullable Node place;

  /**
   * @param path where it stands, such as {@code execution.}; empty for the whole file
   * @param node null when the file does not have it
   */
  Section(String path, @Nullable Node node, Problems problems) {
    this.path = path;
    this.problems = problems;
    this.place = node;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::enter);
    } else if (node != null && !isNull(node)) {
      String name = path.isEmpty() ? "the file" : "'" + path.substring(0, path.length() - 1) + "'";
      problems.add(node, name + " must be a mapping of keys");
    }
  }

  private void enter(NodeTuple entry) {
    String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    if (entries.putIfAbsent(key, entry) != null) {
      problems.add(entry.getKeyNode(), "duplicate key '" + path + key + "'");
    }
  }

  Section section(String key) {
    return new Section(path + key + ".", value(key), problems);
  }

  /** The mappings of a mapping, by key, in the order of the file. */
  Map<String, Section> sections(String key) {
    Map<String, Section> sections = new LinkedHashMap<>();
    Section parent = section(key);
    parent.entries.keySet().forEach(name -> sections.put(name, parent.section(name)));
    return sections;
  }

  /** Notes a problem of this mapping as a whole. */
  void problem(String message) {
    if (place == null) {
      problems.add(1, message);
    } else {
      problems.add(place, message);
    }
  }

  /** Notes that a key is missing when its text is empty. */
  void require(String key, String text, String what) {
    if (text.isEmpty()) {
      problem("'" + path + key + "' is missing: " + what);
    }
  }

  String text(String key, String preset) {
    return scalar(key, Optional::of, "a text").orElse(preset);
  }

  int integer(String key, int preset, int min, int max) {
    return scalar(
            key, text -> parseInt(text, min, max), "a whole number from " + min + " to " + max)
        .orElse(preset);
  }

  long count(String key, long preset) {
    return scalar(key, Section::parseCount, "a positive whole number").orElse(preset);
  }

  boolean truth(String key, boolean preset) {
    return scalar(
            key,
            text ->
                text.matches("true|false") ? Optional.of(text.equals("true")) : Optional.empty(),
            "true or false")
        .orElse(preset);
  }

  Duration duration(String key, Duration preset) {
    return scalar(key, Durations::parse, "a duration such as 200ms, 5s or 2m").orElse(preset);
  }

  DataSize size(String key, DataSize preset) {
    return scalar(key, DataSize::parse, "a size such as 512KB, 64MB or 1GB").orElse(preset);
  }

  List<String> texts(String key, List<String> preset) {
    Node node = value(key);
    if (node == null) {
      return preset;
    }
    if (!(node instanceof SequenceNode sequence)) {
      problems.add(node, "'" + path + key + "' must be a list");
      return preset;
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        problems.add(item, "'" + path + key + "' must be a list of texts");
      }
    }
    return texts;
  }

  /** Reports the keys that nobody asked for. */
  void finish() {
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            String hint =
                NearestName.of(key, known)
                    .map(near -> "did you mean '" + path + near + "'?")
                    .orElse("known here: " + String.join(", ", known));
            problems.add(entry.getKeyNode(), "unknown key '" + path + key + "'; " + hint);
          }
        });
  }

  <T> Optional<T> parsed(String key, Function<String, Optional<T>> parser, String expected) {
    return scalar(key, parser, expected);
  }

  /** Like {@link #parsed}, but what was found instead is not repeated. */
  <T> Optional<T> secret(String key, Function<String, Optional<T>> parser, String expected) {
    return scalar(key, parser, expected, false);
  }

  private <T> Optional<T> scalar(
      String key, Function<String, Optional<T>> parser, String expected) {
    return scalar(key, parser, expected, true);
  }

  private <T> Optional<T> scalar(
      String key, Function<String, Optional<T>> parser, String expected, boolean repeat) {
    Node node = value(key);
    if (node == null) {
      return Optional.empty();
    }
    Optional<T> parsed =
        node instanceof ScalarNode scalar ? parser.apply(scalar.getValue()) : Optional.empty();
    if (parsed.isEmpty()) {
      problems.add(node, "'" + path + key + "' must be " + expected + (repeat ? found(node) : ""));
    }
    return parsed;
  }

  private @Nullable Node value(String key) {
    known.add(key);
    NodeTuple entry = entries.get(key);
    return entry == null || isNull(entry.getValueNode()) ? null : entry.getValueNode();
  }

  private static String found(Node node) {
    return node instanceof ScalarNode scalar ? ", not '" + scalar.getValue() + "'" : "";
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static Optional<Integer> parseInt(String text, int min, int max) {
    return parseCount(text).filter(n -> n >= min && n <= max).map(Long::intValue);
  }

  private static Optional<Long> parseCount(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
