package io.tiangong.hbase.rowkey;

/**
 * The hash behind {@code salt} and {@code hash}: 32-bit FNV-1a, finished with Murmur3's mixer. Part
 * of the storage format: it never changes.
 */
final class StableHash {

  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private int state = FNV_OFFSET;

  StableHash add(byte[] bytes) {
    for (byte b : bytes) {
      state = (state ^ (b & 0xff)) * FNV_PRIME;
    }
    return this;
  }

  int value() {
    int hash = state;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }
}
