@NullMarked
package io.tiangong.dialect.functions;

import org.jspecify.annotations.NullMarked;
