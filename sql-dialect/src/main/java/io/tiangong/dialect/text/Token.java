package io.tiangong.dialect.text;

/** The kinds of tokens that {@link Lexer} cuts. */
public enum Token {
  /** A keyword or an unquoted name. */
  WORD,
  /** A name in backticks. */
  QUOTED_NAME,
  /** {@code 'text'}; a doubled quote stands for one. */
  STRING,
  /**
   * {@code X'00ff'}, {@code N'text'}, {@code U&'text'}, {@code E'text'}, {@code _charset'text'}.
   */
  PREFIXED_STRING,
  /** Digits only. */
  INTEGER,
  /** Digits with a point. */
  DECIMAL,
  /** A number with an exponent. */
  APPROXIMATE,
  /** An operator or a punctuation mark. */
  SYMBOL,
  /** Not a token of TgSQL. */
  BAD,
  /** The end of the text. */
  END
}
