/** From relational trees to the SQL of a source, bent to TgSQL's semantics. */
@NullMarked
package io.tiangong.dialect.render;

import org.jspecify.annotations.NullMarked;
