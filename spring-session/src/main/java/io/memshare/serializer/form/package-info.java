/** Chooses the form in which each value is stored: by its fields as JSON where that restores it exactly, else the Java form. */
@NullMarked
package io.memshare.serializer.form;

import org.jspecify.annotations.NullMarked;
