package io.tiangong.dialect.planner;

import io.tiangong.dialect.catalog.CatalogTable;
import io.tiangong.dialect.semantics.TgTypes;
import io.tiangong.spi.Column;
import io.tiangong.spi.Operand;
import io.tiangong.spi.TableDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelDistribution;
import org.apache.calcite.rel.RelDistributionTraitDef;
import org.apache.calcite.rel.RelReferentialConstraint;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.TemporalTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** A catalog table as Calcite sees it. */
final class TgTable extends AbstractTable implements TemporalTable {

  private static final double UNKNOWN_ROWS = 10_000;

  private final CatalogTable table;
  private final Optional<Operand> moment;

  private TgTable(CatalogTable table, Optional<Operand> moment) {
    this.table = table;
    this.moment = moment;
  }

  TgTable(CatalogTable table) {
    this(table, Optional.empty());
  }

  /** The table as it was at a moment. */
  static TgTable asOf(CatalogTable table, Operand moment) {
    return new TgTable(table, Optional.of(moment));
  }

  /** The moment of which a scan reads the table; empty: now. */
  static Optional<Operand> moment(RelOptTable scanned) {
    TgTable found = scanned.unwrap(TgTable.class);
    return found == null ? Optional.empty() : found.moment;
  }

  CatalogTable table() {
    return table;
  }

  /** The table behind a scan; null when the scan reads something else. */
  static @Nullable CatalogTable of(@Nullable RelOptTable scanned) {
    TgTable found = scanned == null ? null : scanned.unwrap(TgTable.class);
    return found == null ? null : found.table;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    TgTypes types = (TgTypes) factory;
    RelDataTypeFactory.Builder row = types.builder();
    for (Column column : table.handle().definition().columns()) {
      row.add(column.name(), types.toRel(column.type()));
    }
    return row.build();
  }

  /** No such column can be read: versions are chosen by FOR SYSTEM_TIME alone. */
  @Override
  public String getSysStartFieldName() {
    return "";
  }

  @Override
  public String getSysEndFieldName() {
    return "";
  }

  @Override
  public Statistic getStatistic() {
    return new Facts();
  }

  private List<ImmutableBitSet> keys() {
    TableDefinition definition = table.handle().definition();
    if (definition.primaryKey().isEmpty()) {
      return List.of();
    }
    List<String> names = definition.columns().stream().map(Column::name).toList();
    return List.of(
        ImmutableBitSet.of(definition.primaryKey().stream().map(names::indexOf).toList()));
  }

  /** What is known about the table, as far as Calcite asks. */
  private final class Facts implements Statistic {
    @Override
    public Double getRowCount() {
      long rows = table.facts().rows();
      return rows < 0 ? UNKNOWN_ROWS : Math.max(1, rows);
    }

    @Override
    public boolean isKey(ImmutableBitSet columns) {
      return keys().stream().anyMatch(columns::contains);
    }

    @Override
    public List<ImmutableBitSet> getKeys() {
      return keys();
    }

    @Override
    public List<RelReferentialConstraint> getReferentialConstraints() {
      return List.of();
    }

    @Override
    public List<RelCollation> getCollations() {
      return List.of();
    }

    @Override
    public RelDistribution getDistribution() {
      return RelDistributionTraitDef.INSTANCE.getDefault();
    }
  }
}
