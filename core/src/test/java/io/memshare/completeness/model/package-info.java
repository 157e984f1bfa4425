/**
 * A model of the rules by which vouchers are kept true, in steps of single requests to single nodes, under random
 * schedules of requests and faults. It has no code in common with the product: it is what the rules say, and finds
 * schedules in which they say too little.
 */
@NullMarked
package io.memshare.completeness.model;

import org.jspecify.annotations.NullMarked;
