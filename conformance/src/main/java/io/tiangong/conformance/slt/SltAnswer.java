package io.tiangong.conformance.slt;

import io.tiangong.client.QueryResult;
import io.tiangong.client.TypeKind;
import io.tiangong.conformance.slt.SltRecord.Sort;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An answer as test files write it: values as text, sorted as asked. */
final class SltAnswer {

  private static final Comparator<List<String>> BY_VALUES =
      (left, right) -> {
        for (int i = 0; i < left.size(); i++) {
          int order = left.get(i).compareTo(right.get(i));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private SltAnswer() {}

  /** Reads the whole answer. */
  static List<String> read(QueryResult result, String types, Sort sort) {
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < result.columns().size(); i++) {
        row.add(value(result, i, types.charAt(Math.min(i, types.length() - 1))));
      }
      rows.add(row);
    }
    if (sort == Sort.ROWSORT) {
      rows.sort(BY_VALUES);
    }
    List<String> values = rows.stream().flatMap(List::stream).collect(Collectors.toList());
    if (sort == Sort.VALUESORT) {
      values.sort(Comparator.naturalOrder());
    }
    return values;
  }

  private static String value(QueryResult row, int column, char type) {
    if (row.isNull(column)) {
      return "NULL";
    }
    return switch (type) {
      case 'I' -> integer(row, column);
      case 'R' -> String.format(Locale.ROOT, "%.3f", row.getDouble(column));
      case 'T' -> text(String.valueOf(row.getString(column)));
      default -> throw new IllegalArgumentException("no type " + type + " of sqllogictest");
    };
  }

  /** Numbers lose their fraction; text gives the number that it begins with, else 0. */
  private static String integer(QueryResult row, int column) {
    TypeKind kind = row.columns().get(column).kind();
    return switch (kind) {
      case BOOLEAN -> row.getBoolean(column) ? "1" : "0";
      case TINYINT, SMALLINT, INTEGER, BIGINT -> Long.toString(row.getLong(column));
      case FLOAT, DOUBLE -> whole(BigDecimal.valueOf(row.getDouble(column)));
      case DECIMAL -> whole(new BigDecimal(String.valueOf(row.getString(column))));
      default -> leadingNumber(String.valueOf(row.getString(column)));
    };
  }

  private static String whole(BigDecimal number) {
    return number.setScale(0, RoundingMode.DOWN).toPlainString();
  }

  private static String leadingNumber(String text) {
    String digits = text.strip().replaceFirst("^([+-]?\\d+)?.*", "$1");
    return digits.isEmpty() ? "0" : digits;
  }

  private static String text(String value) {
    return value.isEmpty() ? "(empty)" : value.replaceAll("[^ -~]", "@");
  }

  /** As test files write an answer of more values than the threshold. */
  static String hash(List<String> values) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      values.forEach(v -> md5.update((v + "\n").getBytes(StandardCharsets.UTF_8)));
      return values.size() + " values hashing to " + HexFormat.of().formatHex(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
