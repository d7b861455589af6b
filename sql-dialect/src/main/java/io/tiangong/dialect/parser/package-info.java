/** TgSQL text to syntax tree, with errors that people can act on. */
@NullMarked
package io.tiangong.dialect.parser;

import org.jspecify.annotations.NullMarked;
