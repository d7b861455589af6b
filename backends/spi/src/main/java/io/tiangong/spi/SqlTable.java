package io.tiangong.spi;

import java.util.List;

/** A table that SQL texts name: the handle of a SQL-speaking source. */
public interface SqlTable extends TableHandle {

  /** The physical name as the source knows it, outermost part first, unquoted; never empty. */
  List<String> path();
}
