/** What a load test does, read from one YAML file and checked before anything starts. */
@NullMarked
package io.tiangong.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
