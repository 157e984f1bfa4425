package io.memshare.serializer;

/**
 * A value that was read in one of the forms.
 *
 * @param value the value
 * @param isOfApplication whether an object of a type of the application is anywhere in it
 */
public record FormValue(Object value, boolean isOfApplication) {}
