/** SQL text below the grammar: tokens, places, names and their look-alikes. */
@NullMarked
package io.tiangong.dialect.text;

import org.jspecify.annotations.NullMarked;
