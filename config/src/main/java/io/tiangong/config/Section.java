package io.tiangong.config;

import io.tiangong.spi.NearestName;
import java.time.Duration;
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
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file while it is read. What is missing or wrong becomes a problem and a
 * preset value, so that one pass finds all problems. Remembers which keys were asked for, so that
 * {@link #finish} can tell the unknown ones. A key without a value counts as left out. For one
 * thread.
 */
public final class Section {

  private final String path;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Problems problems;
  private final @Nullable Node place;

  /**
   * @param path where it stands, such as {@code execution} or {@code phases[2]}; empty: the file
   * @param node null when the file does not have it
   */
  private Section(String path, @Nullable Node node, Problems problems) {
    this.path = path;
    this.problems = problems;
    this.place = node;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::enter);
    } else if (node != null && !isNull(node)) {
      String name = path.isEmpty() ? "the file" : "'" + path + "'";
      problems.add(node, name + " must be a mapping of keys");
    }
  }

  private void enter(NodeTuple entry) {
    String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    if (entries.putIfAbsent(key, entry) != null) {
      problems.add(entry.getKeyNode(), "duplicate key '" + name(key) + "'");
    }
  }

  /** The whole of a text; without keys when it is empty, or no YAML, which is a problem. */
  public static Section of(String yaml, Problems problems) {
    return new Section("", YamlText.compose(yaml, problems), problems);
  }

  /** Whether there is no key. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public boolean has(String key) {
    return node(key) != null;
  }

  public Section section(String key) {
    return new Section(name(key), node(key), problems);
  }

  /** The mappings of a mapping, by key, in the order of the file. */
  public Map<String, Section> sections(String key) {
    return map(key, (name, section) -> section);
  }

  /** What the mappings of a mapping are read as, by key, in the order of the file. */
  public <T> Map<String, T> map(String key, BiFunction<String, Section, T> reader) {
    Map<String, T> all = new LinkedHashMap<>();
    Section parent = section(key);
    parent
        .entries
        .keySet()
        .forEach(name -> all.put(name, reader.apply(name, parent.section(name))));
    return all;
  }

  /** What the mappings of a list are read as. */
  public <T> List<T> list(String key, Function<Section, T> reader) {
    List<T> all = new ArrayList<>();
    for (Node item : items(key).orElse(List.of())) {
      all.add(reader.apply(new Section(name(key) + "[" + all.size() + "]", item, problems)));
    }
    return all;
  }

  /** The texts of a list. */
  public List<String> texts(String key, List<String> preset) {
    return items(key).map(items -> texts(key, items)).orElse(preset);
  }

  private List<String> texts(String key, Collection<Node> items) {
    List<String> texts = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        problems.add(item, "'" + name(key) + "' must be a list of texts");
      }
    }
    return texts;
  }

  private Optional<List<Node>> items(String key) {
    Node node = node(key);
    if (node instanceof SequenceNode sequence) {
      return Optional.of(sequence.getValue());
    } else if (node != null) {
      problems.add(node, "'" + name(key) + "' must be a list");
    }
    return Optional.empty();
  }

  public Optional<String> text(String key) {
    return value(key, Optional::of, "a text");
  }

  public String text(String key, String preset) {
    return text(key).orElse(preset);
  }

  /** Between two bounds, both allowed. */
  public int integer(String key, int preset, int min, int max) {
    return value(key, text -> parseInt(text, min, max), "a whole number from " + min + " to " + max)
        .orElse(preset);
  }

  public long count(String key, long preset) {
    return value(key, Section::parseCount, "a positive whole number").orElse(preset);
  }

  public boolean truth(String key, boolean preset) {
    return value(key, Section::parseTruth, "true or false").orElse(preset);
  }

  public Optional<Duration> duration(String key) {
    return value(key, Durations::parse, Durations.FORM);
  }

  public Duration duration(String key, Duration preset) {
    return duration(key).orElse(preset);
  }

  public DataSize size(String key, DataSize preset) {
    return value(key, DataSize::parse, DataSize.FORM).orElse(preset);
  }

  /** One of some names; another one is a problem that tells the nearest. */
  public <T> Optional<T> choice(String key, Map<String, T> choices) {
    Optional<String> name = text(key);
    if (name.isPresent() && !choices.containsKey(name.get())) {
      problem("'" + key + "' is " + unknown(name.get(), choices.keySet()));
    }
    return name.map(choices::get);
  }

  /**
   * A value of another kind.
   *
   * @param parser empty when the text is none
   * @param expected what a problem says it must be
   */
  public <T> Optional<T> value(String key, Function<String, Optional<T>> parser, String expected) {
    return scalar(key, parser, expected, true);
  }

  /** Like {@link #value}, but what was found instead is not repeated. */
  public <T> Optional<T> secret(String key, Function<String, Optional<T>> parser, String expected) {
    return scalar(key, parser, expected, false);
  }

  /** A value that must be there, whatever it is. */
  public <T> T required(String key, T preset, Optional<T> found) {
    if (!has(key)) {
      problem("'" + key + "' is missing");
    }
    return found.orElse(preset);
  }

  /** Notes that a key is missing when its text is empty. */
  public void require(String key, String text, String what) {
    if (text.isEmpty()) {
      problems.add(line(), "'" + name(key) + "' is missing: " + what);
    }
  }

  /** Notes a problem of this mapping as a whole. */
  public void problem(String message) {
    problems.add(line(), path.isEmpty() ? message : path + ": " + message);
  }

  /** Notes the keys that nobody asked for. */
  public void finish() {
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            String hint =
                NearestName.of(key, known)
                    .map(near -> "did you mean '" + name(near) + "'?")
                    .orElse("known here: " + String.join(", ", known));
            problems.add(entry.getKeyNode(), "unknown key '" + name(key) + "'; " + hint);
          }
        });
  }

  /** Says that a name is not among the known ones, and which one may be meant. */
  public static String unknown(String name, Collection<String> known) {
    String hint =
        NearestName.of(name, known)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("known: " + String.join(", ", known));
    return "'" + name + "', which is unknown; " + hint;
  }

  private <T> Optional<T> scalar(
      String key, Function<String, Optional<T>> parser, String expected, boolean repeat) {
    Node node = node(key);
    if (node == null) {
      return Optional.empty();
    }
    Optional<T> parsed =
        node instanceof ScalarNode scalar ? parser.apply(scalar.getValue()) : Optional.empty();
    if (parsed.isEmpty()) {
      problems.add(node, "'" + name(key) + "' must be " + expected + (repeat ? found(node) : ""));
    }
    return parsed;
  }

  private @Nullable Node node(String key) {
    known.add(key);
    NodeTuple entry = entries.get(key);
    return entry == null || isNull(entry.getValueNode()) ? null : entry.getValueNode();
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private int line() {
    return place == null ? 1 : place.getStartMark().getLine() + 1;
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

  private static Optional<Boolean> parseTruth(String text) {
    return text.matches("true|false") ? Optional.of(text.equals("true")) : Optional.empty();
  }
}
