package io.memshare.diagnosis;

/** Is notified of findings. Called on memshare's threads; must not block and must not throw. */
public interface DiagnosisListener {

    /** Ignores all events. */
    DiagnosisListener NONE = new DiagnosisListener() {};

    /**
     * Called when something is found that was not there before.
     *
     * @param finding the finding
     */
    default void found(Finding finding) {}

    /**
     * Called when something that was found is over.
     *
     * @param finding the finding
     */
    default void resolved(Finding finding) {}
}
