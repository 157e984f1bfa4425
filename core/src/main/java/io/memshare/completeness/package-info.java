/**
 * Determines which nodes hold every record that they should. Each node carries a voucher that states whether it does.
 * A write that leaves a node out puts notes about it on the nodes that took the write, and every application server
 * obeys the notes.
 *
 * <p>API for applications: {@link CompletenessListener}, {@link ListState}, {@link NodeListChange} and {@link
 * VoucherStatus}. The other types are internal and may change in any release.
 */
@NullMarked
package io.memshare.completeness;

import org.jspecify.annotations.NullMarked;
