/** A library that the application uses, and that nothing scans. */
package io.memshare.acceptance.library;
