-- Order detail, in MariaDB.

CREATE TABLE ord.orders (
  order_id BIGINT NOT NULL,
  tms VARCHAR NOT NULL,
  courier_id BIGINT NOT NULL,
  region VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  amount DECIMAL(10, 2) NOT NULL,
  weight_kg DOUBLE NOT NULL,
  note VARCHAR,
  created_at TIMESTAMP(3) NOT NULL,
  dt DATE NOT NULL,
  PRIMARY KEY (order_id) NOT ENFORCED
) WITH ('source' = 'mysql_ord', 'table' = 'ord.orders');

CREATE TABLE ord.couriers (
  courier_id BIGINT NOT NULL,
  tms VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  region VARCHAR NOT NULL,
  joined DATE NOT NULL,
  PRIMARY KEY (courier_id) NOT ENFORCED
) WITH ('source' = 'mysql_ord', 'table' = 'ord.couriers');
