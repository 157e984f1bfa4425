/** Every kind of value in a session, beside Spring Session's own store. */
package io.memshare.acceptance.kinds;
