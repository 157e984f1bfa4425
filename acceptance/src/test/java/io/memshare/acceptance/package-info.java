/** Tests of what an application keeps in its sessions, beside Spring Session's own store. */
package io.memshare.acceptance;
