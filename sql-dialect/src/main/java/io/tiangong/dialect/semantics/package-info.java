/** What TgSQL's operators and types mean, in Calcite's terms. */
@NullMarked
package io.tiangong.dialect.semantics;

import org.jspecify.annotations.NullMarked;
