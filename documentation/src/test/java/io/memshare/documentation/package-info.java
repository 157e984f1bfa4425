/** Holds the documentation to the code: its snippets, links and figures. */
@NullMarked
package io.memshare.documentation;

import org.jspecify.annotations.NullMarked;
