/** The demo: real servers on loopback, a seeded data set, the gateway, sample queries. */
@NullMarked
package io.tiangong.demo;

import org.jspecify.annotations.NullMarked;
