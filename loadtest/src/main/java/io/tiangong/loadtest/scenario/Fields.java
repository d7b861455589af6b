package io.tiangong.loadtest.scenario;

import io.tiangong.spi.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a scenario while it is read. Remembers which keys were asked for, so that {@link
 * #finish} can tell the unknown ones. What is missing or wrong becomes a problem and a preset
 * value, so that one pass finds all problems.
 */
final class Fields {

  private final String path;
  private final int line;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Problems problems;

  /**
   * @param path what problems call it, such as {@code phases[2]}
   * @param node null when the scenario does not have it
   */
  Fields(String path, @Nullable Node node, Problems problems) {
    this.path = path;
    this.problems = problems;
    this.line = node == null ? 1 : node.getStartMark().getLine() + 1;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::enter);
    } else if (node != null) {
      problems.add(node, path + " must be a mapping of keys");
    }
  }

  private void enter(NodeTuple entry) {
    String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    if (entries.putIfAbsent(key, entry) != null) {
      problems.add(entry.getKeyNode(), "duplicate key '" + key + "' in " + path);
    }
  }

  void problem(String message) {
    problems.add(line, path + ": " + message);
  }

  boolean has(String key) {
    return node(key) != null;
  }

  /** A value that must be there. */
  <T> T required(String key, T preset, Optional<T> found) {
    if (!has(key)) {
      problem("'" + key + "' is missing");
    }
    return found.orElse(preset);
  }

  Optional<String> text(String key) {
    return scalar(key, Optional::of, "a text");
  }

  <T> Optional<T> value(String key, Function<String, Optional<T>> parser, String expected) {
    return scalar(key, parser, expected);
  }

  /** One of some names; another one is a problem that tells the nearest. */
  <T> Optional<T> choice(String key, Map<String, T> choices) {
    Optional<String> name = text(key);
    if (name.isPresent() && !choices.containsKey(name.get())) {
      problem("'" + key + "' is " + unknown(name.get(), choices.keySet()));
      return Optional.empty();
    }
    return name.map(choices::get);
  }

  static String unknown(String name, Collection<String> known) {
    String hint =
        NearestName.of(name, known)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("known: " + String.join(", ", known));
    return "'" + name + "', which is unknown; " + hint;
  }

  Fields fields(String key) {
    return new Fields(name(key), node(key), problems);
  }

  /** The entries of a list of mappings. */
  <T> List<T> list(String key, Function<Fields, T> reader) {
    Node node = node(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      problems.add(node, name(key) + " must be a list");
      return List.of();
    }
    List<T> all = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      all.add(reader.apply(new Fields(name(key) + "[" + all.size() + "]", item, problems)));
    }
    return all;
  }

  /** The texts of a list. */
  List<String> texts(String key) {
    Node node = node(key);
    List<String> all = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        all.add(item instanceof ScalarNode scalar ? scalar.getValue() : "?");
      }
    } else if (node != null) {
      problems.add(node, name(key) + " must be a list");
    }
    return all;
  }

  /** The entries of a mapping of names to mappings. */
  <T> Map<String, T> map(String key, BiFunction<String, Fields, T> reader) {
    Fields inner = fields(key);
    Map<String, T> all = new LinkedHashMap<>();
    for (Map.Entry<String, NodeTuple> entry : inner.entries.entrySet()) {
      Node value = entry.getValue().getValueNode();
      Fields fields = new Fields(inner.path + "." + entry.getKey(), value, problems);
      all.put(entry.getKey(), reader.apply(entry.getKey(), fields));
    }
    return all;
  }

  /** Reports the keys that nobody asked for. */
  void finish() {
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            problems.add(entry.getKeyNode(), "a key of " + path + " is " + unknown(key, known));
          }
        });
  }

  private String name(String key) {
    return path.equals(Scenarios.ROOT) ? key : path + "." + key;
  }

  private <T> Optional<T> scalar(
      String key, Function<String, Optional<T>> parser, String expected) {
    Node node = node(key);
    if (node == null) {
      return Optional.empty();
    }
    Optional<T> parsed =
        node instanceof ScalarNode scalar ? parser.apply(scalar.getValue()) : Optional.empty();
    if (parsed.isEmpty()) {
      String found = node instanceof ScalarNode scalar ? ", not '" + scalar.getValue() + "'" : "";
      problems.add(node, name(key) + " must be " + expected + found);
    }
    return parsed;
  }

  private @Nullable Node node(String key) {
    known.add(key);
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }
}
