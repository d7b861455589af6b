package io.tiangong.gateway.grpc;

import io.tiangong.dialect.FunctionDescription;
import io.tiangong.dialect.catalog.ColumnDescription;
import io.tiangong.dialect.catalog.TableDescription;
import io.tiangong.v1.ColumnInfo;
import io.tiangong.v1.FunctionInfo;
import io.tiangong.v1.TableInfo;
import io.tiangong.v1.TableKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes descriptions of the catalog as protocol messages. */
final class CatalogMessages {

  private CatalogMessages() {}

  static TableKind kind(TableDescription table) {
    return table.isView() ? TableKind.TABLE_KIND_VIEW : TableKind.TABLE_KIND_TABLE;
  }

  static TableInfo table(TableDescription table, Optional<Instant> lookedAt, boolean withColumns) {
    TableInfo.Builder info =
        TableInfo.newBuilder()
            .setSchema(table.name().schema())
            .setName(table.name().table())
            .setKind(kind(table))
            .setSource(table.source())
            .setComment(table.notes().comment())
            .setOwner(table.notes().owner())
            .addAllTags(table.notes().tags())
            .addAllPrimaryKey(table.primaryKey())
            .addAllPartitionColumns(table.partitionedBy())
            .setEstimatedRows((double) table.estimatedRows())
            .setFreshness(table.notes().freshness());
    lookedAt.ifPresent(at -> info.setAnalyzedMicros(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
    if (withColumns) {
      table.columns().forEach(column -> info.addColumns(column(column)));
    }
    return info.build();
  }

  private static ColumnInfo column(ColumnDescription column) {
    return ColumnInfo.newBuilder()
        .setColumn(ProtoTypes.column(column.column()))
        .setComment(column.comment())
        .setDistinctValues((double) column.distinctValues())
        .build();
  }

  static FunctionInfo function(FunctionDescription function) {
    return FunctionInfo.newBuilder()
        .setName(function.name())
        .setSignature(function.signature())
        .setGroup(function.group())
        .setDescription(function.description())
        .build();
  }
}
