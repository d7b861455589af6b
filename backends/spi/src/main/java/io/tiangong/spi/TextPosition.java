package io.tiangong.spi;

/** A place in SQL text; both count from 1. */
public record TextPosition(int line, int column) {
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
