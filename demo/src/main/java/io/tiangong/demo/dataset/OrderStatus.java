package io.tiangong.demo.dataset;

import java.util.Locale;

/** How far an order has come. */
public enum OrderStatus {
  CREATED,
  ACCEPTED,
  PICKED,
  DELIVERED,
  CANCELLED;

  /** As it is stored. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
