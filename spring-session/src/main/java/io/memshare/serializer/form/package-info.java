/**
 * Chooses the form in which each value is stored: its fields as JSON if that restores it exactly, otherwise the Java
 * form.
 *
 * <p>API for applications.
 */
@NullMarked
package io.memshare.serializer.form;

import org.jspecify.annotations.NullMarked;
