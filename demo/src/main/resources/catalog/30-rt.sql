-- What is happening now, in HBase.

-- Counters by carrier and day; a counter that never counted has no cell and reads as NULL.
CREATE TABLE rt.fulfilment (
  tms VARCHAR NOT NULL,
  dt DATE NOT NULL,
  done BIGINT,
  cancelled BIGINT,
  updated_at TIMESTAMP(3),
  PRIMARY KEY (tms, dt) NOT ENFORCED
) WITH (
  'source' = 'hbase_rt',
  'table' = 'rt:fulfilment',
  'row-key' = 'salt(8), utf8(tms), date(dt)',
  'family' = 'd',
  'encoding' = 'binary'
);

-- The life of each order; a step that has not been taken reads as NULL.
CREATE TABLE rt.order_track (
  order_id BIGINT NOT NULL,
  status VARCHAR,
  accepted_at TIMESTAMP(3),
  picked_at TIMESTAMP(3),
  delivered_at TIMESTAMP(3),
  PRIMARY KEY (order_id) NOT ENFORCED
) WITH (
  'source' = 'hbase_rt',
  'table' = 'rt:order_track',
  'row-key' = 'salt(8), long(order_id)',
  'family' = 'd',
  'encoding' = 'binary'
);
