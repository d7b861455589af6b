package io.tiangong.spi;

/** A source's own, validated view of a declared table: codecs, physical names. Immutable. */
public interface TableHandle {
  TableDefinition definition();
}
