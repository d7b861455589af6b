@NullMarked
package io.tiangong.dialect.parser;

import org.jspecify.annotations.NullMarked;
