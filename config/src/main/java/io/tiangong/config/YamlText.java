package io.tiangong.config;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** YAML text as a tree of nodes that know their lines. */
final class YamlText {

  private YamlText() {}

  /** Null when the text is empty, or no YAML, which is noted as a problem. */
  static @Nullable Node compose(String yaml, Problems problems) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
    } catch (MarkedYAMLException e) {
      problems.add(e.getProblemMark().getLine() + 1, "not YAML: " + e.getProblem());
      return null;
    } catch (YAMLException e) {
      problems.add(1, "not YAML: " + e.getMessage());
      return null;
    }
  }
}
