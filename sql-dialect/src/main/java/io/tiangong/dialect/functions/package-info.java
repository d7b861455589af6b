/** The library of functions: what each is called, takes, gives and is in the engine's SQL. */
@NullMarked
package io.tiangong.dialect.functions;

import org.jspecify.annotations.NullMarked;
