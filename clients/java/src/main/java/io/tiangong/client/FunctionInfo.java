package io.tiangong.client;

/**
 * A function of TgSQL.
 *
 * @param signature such as {@code CONCAT_WS(separator, text, ...)}
 * @param group such as {@code text}, {@code aggregate}
 */
public record FunctionInfo(String name, String signature, String group, String description) {

  static FunctionInfo of(io.tiangong.v1.FunctionInfo sent) {
    return new FunctionInfo(
        sent.getName(), sent.getSignature(), sent.getGroup(), sent.getDescription());
  }
}
