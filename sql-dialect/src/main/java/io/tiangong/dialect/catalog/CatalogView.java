package io.tiangong.dialect.catalog;

import io.tiangong.spi.TableName;

/** A named query; its text is expanded where it is used. */
public record CatalogView(TableName name, String sql) {}
