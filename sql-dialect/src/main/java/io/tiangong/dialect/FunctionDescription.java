package io.tiangong.dialect;

/**
 * A function of TgSQL, for people.
 *
 * @param name of the function
 * @param signature how it is called, such as {@code LPAD(text, length [, fill])}
 * @param group heading of the reference page
 * @param description one line
 */
public record FunctionDescription(
    String name, String signature, String group, String description) {}
