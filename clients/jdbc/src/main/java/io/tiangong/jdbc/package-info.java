/**
 * The JDBC driver: {@code java.sql} over the Java client, on Avatica's driver framework.
 *
 * <p>Start at {@link io.tiangong.jdbc.TiangongDriver}. Avatica gives result sets, metadata and
 * bookkeeping their JDBC shape; statements run in {@link io.tiangong.jdbc.Execution}, rows are read
 * by {@link io.tiangong.jdbc.AnswerCursor}, every error is made in {@link
 * io.tiangong.jdbc.SqlErrors}.
 */
@NullMarked
package io.tiangong.jdbc;

import org.jspecify.annotations.NullMarked;
