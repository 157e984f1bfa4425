/** An application's own classes, of all sorts that are kept in sessions. */
package io.memshare.acceptance.shop;
