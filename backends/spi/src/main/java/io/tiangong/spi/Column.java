package io.tiangong.spi;

/** A named, typed column. */
public record Column(String name, ColumnType type) {}
