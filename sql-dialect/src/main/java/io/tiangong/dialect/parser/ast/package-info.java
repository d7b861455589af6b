/** Syntax tree of the statements that TgSQL adds to Calcite's. */
@NullMarked
package io.tiangong.dialect.parser.ast;

import org.jspecify.annotations.NullMarked;
