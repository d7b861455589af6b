package io.tiangong.client;

import java.util.List;

/** The current row of an answer that is pushed to a subscriber. */
final class PushedRow extends Row {

  private final AnswerDecoder answer;

  PushedRow(AnswerDecoder answer) {
    this.answer = answer;
  }

  @Override
  public List<Column> columns() {
    List<Column> columns = answer.columns();
    return columns == null ? List.of() : columns;
  }
}
