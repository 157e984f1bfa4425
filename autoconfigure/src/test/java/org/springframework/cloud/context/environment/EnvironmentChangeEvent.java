package org.springframework.cloud.context.environment;

import org.springframework.context.ApplicationEvent;

/** Stands in for the event of Spring Cloud, which memshare knows by its name only. */
public final class EnvironmentChangeEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1;

    public EnvironmentChangeEvent(Object source) {
        super(source);
    }
}
