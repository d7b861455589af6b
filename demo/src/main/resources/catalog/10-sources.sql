-- Where the tables of the demo live.

CREATE SOURCE hbase_rt WITH (
  'type' = 'hbase',
  'primary.zookeeper' = '@hbase.zookeeper@'
);

CREATE SOURCE mysql_ord WITH (
  'type' = 'mysql',
  'primary.url' = '@mariadb.url@',
  'user' = '@mariadb.user@',
  'password' = '${file:@mariadb.password.file@}'
);

CREATE SOURCE kpi_files WITH (
  'type' = 'offline',
  'path' = '@kpi.path@'
);
