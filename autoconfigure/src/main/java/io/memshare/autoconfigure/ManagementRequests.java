package io.memshare.autoconfigure;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;

/** Matches requests for management endpoints. */
@FunctionalInterface
interface ManagementRequests extends Predicate<HttpServletRequest> {}
