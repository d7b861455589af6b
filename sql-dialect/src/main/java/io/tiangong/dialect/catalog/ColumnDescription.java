package io.tiangong.dialect.catalog;

import io.tiangong.spi.Column;

/**
 * A column with all that is known of it.
 *
 * @param column name and type
 * @param comment what it is about; may be empty
 * @param distinctValues estimated number of its values; negative: unknown
 */
public record ColumnDescription(Column column, String comment, long distinctValues) {}
