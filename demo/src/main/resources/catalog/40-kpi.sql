-- Planned figures, in Parquet files partitioned by day.

CREATE TABLE kpi.daily_plan (
  tms VARCHAR NOT NULL,
  region VARCHAR NOT NULL,
  planned BIGINT NOT NULL,
  dt DATE NOT NULL
) PARTITIONED BY (dt) WITH ('source' = 'kpi_files', 'format' = 'parquet');
