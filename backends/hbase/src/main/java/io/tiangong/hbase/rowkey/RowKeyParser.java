package io.tiangong.hbase.rowkey;

import io.tiangong.spi.Column;
import io.tiangong.spi.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads specifications such as {@code salt(8, tms), utf8(tms), date(dt)}.
 *
 * <p>An optional {@code salt(n[, column…])} or {@code hash(column, n)} comes first, then one part
 * per key column: {@code utf8(c)}, {@code fixed(c, n)}, {@code date(c)}, {@code int(c)}, {@code
 * long(c)}, {@code timestamp(c)}, {@code reversed_timestamp(c)}.
 */
public final class RowKeyParser {

  private static final Pattern PART = Pattern.compile("\\s*(\\w+)\\s*\\(([^()]*)\\)\\s*(,|$)");
  private static final int MAX_BUCKETS = 256;
  private static final int MAX_HASH_BYTES = 4;
  private static final int MAX_FIXED_BYTES = 1024;
  private static final Set<TypeKind> INTEGERS =
      Set.of(TypeKind.TINYINT, TypeKind.SMALLINT, TypeKind.INTEGER);

  private record Part(String name, List<String> arguments) {
    @Override
    public String toString() {
      return name + "(" + String.join(", ", arguments) + ")";
    }
  }

  private final String text;
  private final List<Column> columns;

  private RowKeyParser(String text, List<Column> columns) {
    this.text = text;
    this.columns = columns;
  }

  /**
   * @param columns the table's columns
   * @throws IllegalArgumentException saying what is wrong with the specification
   */
  public static RowKeySpec parse(String text, List<Column> columns) {
    return new RowKeyParser(text, columns).spec();
  }

  private RowKeySpec spec() {
    List<Part> parts = new ArrayList<>(parts());
    boolean prefixed = !parts.isEmpty() && isPrefix(parts.get(0));
    List<Part> fieldParts = parts.subList(prefixed ? 1 : 0, parts.size());
    if (fieldParts.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' has no column");
    }
    List<RowKeySpec.Field> fields = new ArrayList<>();
    for (int i = 0; i < fieldParts.size(); i++) {
      fields.add(field(fieldParts.get(i), i == fieldParts.size() - 1));
    }
    requireDistinct(fields);
    KeyPrefix prefix = prefixed ? prefix(parts.get(0), fields) : new KeyPrefix.None();
    return new RowKeySpec(text, prefix, fields);
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            "expected name(argument, …) at '" + text.substring(at).strip() + "'");
      }
      String name = matcher.group(1).toLowerCase(Locale.ROOT);
      parts.add(
          new Part(
              name, Arrays.stream(matcher.group(2).split(",", -1)).map(String::strip).toList()));
      at = matcher.end();
    }
    if (text.strip().endsWith(",")) {
      throw new IllegalArgumentException("nothing follows the last comma");
    }
    return parts;
  }

  private static boolean isPrefix(Part part) {
    return part.name().equals("salt") || part.name().equals("hash");
  }

  private KeyPrefix prefix(Part part, List<RowKeySpec.Field> fields) {
    if (part.name().equals("hash")) {
      requireArguments(part, 2);
      int length = number(part, 1, MAX_HASH_BYTES);
      return new KeyPrefix.Hash(fieldIndex(part, part.arguments().get(0), fields), length);
    }
    List<String> names = part.arguments().subList(1, part.arguments().size());
    List<Integer> hashed =
        names.isEmpty()
            ? IntStream.range(0, fields.size()).boxed().toList()
            : names.stream().map(name -> fieldIndex(part, name, fields)).toList();
    return new KeyPrefix.Salt(number(part, 0, MAX_BUCKETS), hashed);
  }

  private static int fieldIndex(Part part, String name, List<RowKeySpec.Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).column().name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(part + ": '" + name + "' is not a column of the key");
  }

  private RowKeySpec.Field field(Part part, boolean last) {
    if (isPrefix(part)) {
      throw new IllegalArgumentException(part + " may only stand first");
    }
    requireArguments(part, part.name().equals("fixed") ? 2 : 1);
    Column column = column(part);
    return new RowKeySpec.Field(column, codec(part, column.type().kind(), last));
  }

  private FieldCodec codec(Part part, TypeKind kind, boolean last) {
    return switch (part.name()) {
      case "utf8" -> requireKind(part, kind, Set.of(TypeKind.VARCHAR), new TextField(last));
      case "fixed" ->
          requireKind(
              part,
              kind,
              Set.of(TypeKind.VARCHAR),
              new FixedTextField(number(part, 1, MAX_FIXED_BYTES)));
      case "date" -> number(part, kind, Set.of(TypeKind.DATE), Integer.BYTES, false);
      case "int" -> number(part, kind, INTEGERS, Integer.BYTES, false);
      case "long" -> number(part, kind, Set.of(TypeKind.BIGINT), Long.BYTES, false);
      case "timestamp" -> instant(part, kind, false);
      case "reversed_timestamp" -> instant(part, kind, true);
      default ->
          throw new IllegalArgumentException(
              "unknown part "
                  + part
                  + "; known: salt, hash, utf8, fixed, date, int, long, timestamp,"
                  + " reversed_timestamp");
    };
  }

  private static FieldCodec instant(Part part, TypeKind kind, boolean descending) {
    Set<TypeKind> kinds = Set.of(TypeKind.TIMESTAMP, TypeKind.TIMESTAMP_LTZ);
    return number(part, kind, kinds, Long.BYTES, descending);
  }

  private static FieldCodec number(
      Part part, TypeKind kind, Set<TypeKind> allowed, int length, boolean descending) {
    return requireKind(part, kind, allowed, new NumberField(kind, length, descending));
  }

  private static FieldCodec requireKind(
      Part part, TypeKind kind, Set<TypeKind> allowed, FieldCodec codec) {
    if (!allowed.contains(kind)) {
      throw new IllegalArgumentException(
          part + " needs a column of type " + allowed.stream().sorted().toList() + ", not " + kind);
    }
    return codec;
  }

  private Column column(Part part) {
    String name = part.arguments().get(0);
    return columns.stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(part + ": no column '" + name + "'"));
  }

  private static void requireArguments(Part part, int count) {
    if (part.arguments().size() != count) {
      throw new IllegalArgumentException(part + " takes " + count + " arguments");
    }
  }

  private static int number(Part part, int argument, int max) {
    String digits = part.arguments().get(argument);
    if (!digits.matches("[1-9]\\d{0,5}") || Integer.parseInt(digits) > max) {
      throw new IllegalArgumentException(
          part + ": '" + digits + "' is not a number of 1 to " + max);
    }
    return Integer.parseInt(digits);
  }

  private static void requireDistinct(List<RowKeySpec.Field> fields) {
    long distinct = fields.stream().map(field -> field.column().name()).distinct().count();
    if (distinct != fields.size()) {
      throw new IllegalArgumentException("a column stands twice");
    }
  }
}
