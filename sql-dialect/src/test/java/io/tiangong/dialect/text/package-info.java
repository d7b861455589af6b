@NullMarked
package io.tiangong.dialect.text;

import org.jspecify.annotations.NullMarked;
