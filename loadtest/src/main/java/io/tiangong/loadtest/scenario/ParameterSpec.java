package io.tiangong.loadtest.scenario;

import io.tiangong.config.Section;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a question mark becomes.
 *
 * @param of the values
 * @param distribution how often each comes
 * @param exponent of a zipf distribution
 * @param from the first number
 * @param to the last number
 * @param texts the values of {@link Domain#TEXT}
 */
public record ParameterSpec(
    Domain of, Distribution distribution, double exponent, long from, long to, List<String> texts) {

  /** Kinds of values. */
  public enum Domain {
    ORDER_ID,
    CARRIER,
    DATE,
    NUMBER,
    TEXT
  }

  /** How often values come. */
  public enum Distribution {
    UNIFORM,
    ZIPF,
    /** Always the first. */
    CONSTANT
  }

  public ParameterSpec {
    texts = List.copyOf(texts);
  }

  static ParameterSpec read(Section fields) {
    Domain of = fields.required("of", Domain.ORDER_ID, fields.choice("of", names(Domain.values())));
    Distribution distribution =
        fields.choice("distribution", names(Distribution.values())).orElse(Distribution.UNIFORM);
    double exponent = fields.value("exponent", Units::positive, "a positive number").orElse(1.0);
    long from = fields.value("from", Units::number, "a whole number").orElse(0L);
    long to = fields.value("to", Units::number, "a whole number").orElse(from);
    List<String> texts = fields.texts("values", List.of());
    if (of == Domain.TEXT && texts.isEmpty()) {
      fields.problem("texts need 'values'");
    } else if (of == Domain.NUMBER && !(fields.has("from") && to >= from)) {
      fields.problem("numbers need 'from' and a 'to' that is not below it");
    }
    fields.finish();
    return new ParameterSpec(of, distribution, exponent, from, to, texts);
  }

  static <E extends Enum<E>> Map<String, E> names(E[] values) {
    return Arrays.stream(values)
        .collect(
            Collectors.toMap(
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                value -> value,
                (a, b) -> a,
                LinkedHashMap::new));
  }
}
