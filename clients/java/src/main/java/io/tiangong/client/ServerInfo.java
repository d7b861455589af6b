package io.tiangong.client;

import java.util.List;

/**
 * What a gateway is.
 *
 * @param catalogVersion grows with every change of the catalog
 * @param defaultSchema where names without a schema are looked up first
 * @param keywords reserved words that SQL:2003 does not reserve
 * @param maxRows the limit of one answer
 * @param maxStatementBytes of the longest statement, in UTF-8
 * @param account that the caller is charged as
 */
public record ServerInfo(
    String product,
    String version,
    long catalogVersion,
    String defaultSchema,
    List<String> keywords,
    long maxRows,
    long maxStatementBytes,
    String account) {

  public ServerInfo {
    keywords = List.copyOf(keywords);
  }

  static ServerInfo of(io.tiangong.v1.GetServerInfoResponse sent) {
    return new ServerInfo(
        sent.getProduct(),
        sent.getVersion(),
        sent.getCatalogVersion(),
        sent.getDefaultSchema(),
        sent.getKeywordsList(),
        sent.getMaxRows(),
        sent.getMaxStatementBytes(),
        sent.getAccount());
  }
}
