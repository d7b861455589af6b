package io.tiangong.client;

/** Kinds of tables. */
public enum TableKind {
  /** A table of a source. */
  TABLE,
  /** A view. */
  VIEW;

  io.tiangong.v1.TableKind sent() {
    return this == VIEW
        ? io.tiangong.v1.TableKind.TABLE_KIND_VIEW
        : io.tiangong.v1.TableKind.TABLE_KIND_TABLE;
  }

  static TableKind of(io.tiangong.v1.TableKind sent) {
    return sent == io.tiangong.v1.TableKind.TABLE_KIND_VIEW ? VIEW : TABLE;
  }
}
