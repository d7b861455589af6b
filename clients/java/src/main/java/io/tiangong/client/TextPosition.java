package io.tiangong.client;

/** A place in SQL text; line and column count from 1. */
public record TextPosition(int line, int column) {

  /** {@code line:column}. */
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
