/** What the demo runs: servers, the loaded data, the gateway, and how all of it stops. */
@NullMarked
package io.tiangong.demo.run;

import org.jspecify.annotations.NullMarked;
