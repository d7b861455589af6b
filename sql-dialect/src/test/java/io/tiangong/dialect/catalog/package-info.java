@NullMarked
package io.tiangong.dialect.catalog;

import org.jspecify.annotations.NullMarked;
