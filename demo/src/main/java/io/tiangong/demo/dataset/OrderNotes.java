package io.tiangong.demo.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What customers write on an order; chosen to be hard on text columns: two spellings that differ in
 * case only, trailing spaces, an empty text, characters outside the basic plane.
 */
final class OrderNotes {

  private static final double MISSING_SHARE = 0.6;

  private static final List<String> NOTES =
      List.of(
          "放门口",
          "放门口 ",
          "请勿敲门，宝宝在睡觉",
          "前台代收  ",
          "Leave at door",
          "leave at door",
          "fragile",
          "fragile ",
          "Gift 🎁, don't show the price",
          "señor Muñoz, 3º izq.",
          "50% \\ \"second\" floor",
          "");

  private OrderNotes() {}

  /** A note, or null for an order without one. */
  static @Nullable String pick(double unit) {
    return unit < MISSING_SHARE
        ? null
        : NOTES.get((int) ((unit - MISSING_SHARE) / (1 - MISSING_SHARE) * NOTES.size()));
  }
}
