/** The declared sources, tables and views, as one immutable version. */
@NullMarked
package io.tiangong.dialect.catalog;

import org.jspecify.annotations.NullMarked;
